using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>Directives are given arguments that they define. §3.13</summary>
internal sealed class KnownArgumentNamesOnDirectives(DefinitionContext context) : DefinitionRule(context)
{
    public override void Enter(Directive directive, string location)
    {
        if (!Context.Directives.TryGetValue(directive.Name.Value, out var definition))
        {
            return;
        }

        var known = definition.Arguments.Select(argument => argument.Name.Value).ToList();
        foreach (var argument in directive.Arguments.Where(argument => !known.Contains(argument.Name.Value)))
        {
            Context.Report(
                $"Unknown argument \"{argument.Name}\" on directive \"@{directive.Name}\"."
                + Suggestions.DidYouMean(argument.Name.Value, known.Distinct()),
                argument);
        }
    }
}
