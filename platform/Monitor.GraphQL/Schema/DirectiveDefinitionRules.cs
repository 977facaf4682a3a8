using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>GraphQL 2025 §3.13: what each directive of the schema must be in itself.</summary>
internal static class DirectiveDefinitionRules
{
    public static void Check(GraphQLSchema schema, SchemaFaults faults)
    {
        foreach (var directive in schema.Directives.Values)
        {
            if (directive.Definition is null || BuiltIns.Contains(directive.Definition))
            {
                continue;
            }

            TypeRules.CheckName(directive.Name, directive.Definition.Name, faults);
            foreach (var argument in directive.Arguments.Values)
            {
                TypeRules.CheckArgument($"@{directive.Name}({argument.Name}:)", argument, faults);
            }

            if (RefersToItself(directive, schema))
            {
                faults.Add(
                    $"Directive @{directive.Name} must not reference itself directly or indirectly.",
                    directive.Definition);
            }
        }
    }

    private static bool RefersToItself(DirectiveType directive, GraphQLSchema schema)
    {
        var seenDirectives = new HashSet<string>();
        var seenTypes = new HashSet<NamedType>();
        return directive.Arguments.Values.Any(Reaches);

        bool Reaches(InputValueType input) => Applies(input.Directives) || Uses(input.Type.Named);

        bool Applies(IReadOnlyList<Directive> applied) => applied.Any(candidate =>
            candidate.Name.Value == directive.Name
            || (seenDirectives.Add(candidate.Name.Value)
                && schema.Directives.TryGetValue(candidate.Name.Value, out var next)
                && next.Arguments.Values.Any(Reaches)));

        bool Uses(NamedType type) => seenTypes.Add(type) && (Applies(type.Directives) || type switch
        {
            InputObjectType input => input.Fields.Values.Any(Reaches),
            EnumType members => members.Values.Values.Any(member => Applies(member.Directives)),
            _ => false,
        });
    }
}
