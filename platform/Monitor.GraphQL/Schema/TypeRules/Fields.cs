namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>Objects and interfaces have fields that give output and take input. §3.6, §3.7</summary>
internal static class Fields
{
    public static void Check(ComplexType type, SchemaFaults faults)
    {
        if (type.Fields.Count == 0)
        {
            faults.Add($"Type {type} must define one or more fields.", type.Definitions);
        }

        foreach (var field in type.Fields.Values)
        {
            ReservedNames.Check(field.Name, field.Definition, faults);
            if (!field.Type.Named.IsOutput)
            {
                faults.Add(
                    $"The type of {type}.{field.Name} must be Output Type but got: {field.Type}.",
                    field.Definition?.Type);
            }

            foreach (var argument in field.Arguments.Values)
            {
                InputValues.CheckArgument(
                    $"{type}.{field.Name}({argument.Name}:)", argument, argument.Definition?.Type, faults);
            }
        }
    }
}
