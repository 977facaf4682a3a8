namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>An enum has values, under names that are theirs. §3.9</summary>
internal static class EnumValues
{
    public static void Check(EnumType type, SchemaFaults faults)
    {
        if (type.Values.Count == 0)
        {
            faults.Add($"Enum type {type} must define one or more values.", type.Definitions);
        }

        foreach (var value in type.Values.Values)
        {
            ReservedNames.Check(value.Name, value.Definition, faults);
        }
    }
}
