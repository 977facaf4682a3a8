namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>Directives take input, under names that are theirs, and do not refer to themselves. §3.13</summary>
internal static class Directives
{
    public static void Check(GraphQLSchema schema, SchemaFaults faults)
    {
        foreach (var directive in schema.Directives.Values)
        {
            ReservedNames.Check(directive.Name, directive.Definition, faults);
            foreach (var argument in directive.Arguments.Values)
            {
                InputValues.CheckArgument(
                    $"@{directive.Name}({argument.Name}:)", argument, argument.Definition, faults);
            }

            // The specification asks for this, graphql-js does not.
            if (DirectiveCycles.IsIn(directive, schema))
            {
                faults.Add(
                    $"Directive @{directive.Name} must not reference itself directly or indirectly.",
                    directive.Definition);
            }
        }
    }
}
