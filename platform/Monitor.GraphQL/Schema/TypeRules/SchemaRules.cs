namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>
/// Holds a schema whose types are made to the rules of §3, in the order of graphql-js' <c>validateSchema()</c>.
/// </summary>
internal static class SchemaRules
{
    public static void Check(GraphQLSchema schema, SchemaFaults faults)
    {
        RootTypes.Check(schema, faults);
        Directives.Check(schema, faults);
        CheckTypes(schema, faults);
        FiniteValues.Check([.. schema.Types.Values.OfType<InputObjectType>()], faults);
    }

    private static void CheckTypes(GraphQLSchema schema, SchemaFaults faults)
    {
        var cycles = new DefaultValueCycles(faults);
        foreach (var type in schema.Types.Values.Where(type => type.Definitions.Count > 0))
        {
            ReservedNames.Check(type.Name, type.Definitions[0], faults);
            switch (type)
            {
                case ComplexType complex:
                    Fields.Check(complex, faults);
                    Interfaces.Check(complex, faults);
                    break;
                case UnionType union:
                    UnionMembers.Check(union, faults);
                    break;
                case EnumType members:
                    EnumValues.Check(members, faults);
                    break;
                case InputObjectType input:
                    InputFields.Check(input, faults);
                    cycles.Check(input);
                    break;
            }
        }
    }
}
