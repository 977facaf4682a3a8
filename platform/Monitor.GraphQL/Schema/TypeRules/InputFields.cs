namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>An input object has fields that take input; none of a OneOf is required or filled in. §3.10</summary>
internal static class InputFields
{
    public static void Check(InputObjectType type, SchemaFaults faults)
    {
        if (type.Fields.Count == 0)
        {
            faults.Add($"Input Object type {type} must define one or more fields.", type.Definitions);
        }

        foreach (var field in type.Fields.Values)
        {
            var coordinate = $"{type}.{field.Name}";
            InputValues.CheckField(coordinate, field, faults);
            if (type.IsOneOf)
            {
                CheckOneOf(coordinate, field, faults);
            }
        }
    }

    // §3.10.1
    private static void CheckOneOf(string coordinate, InputValueType field, SchemaFaults faults)
    {
        if (field.Type.IsNonNull)
        {
            faults.Add($"OneOf input field {coordinate} must be nullable.", field.Definition?.Type);
        }

        if (field.DefaultValue is not null)
        {
            faults.Add($"OneOf input field {coordinate} cannot have a default value.", field.Definition);
        }
    }
}
