using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>Directives are given each argument once. §3.13</summary>
internal sealed class UniqueArgumentNames(DefinitionContext context) : DefinitionRule(context)
{
    public override void Enter(Directive directive, string location)
    {
        var repeated = directive.Arguments
            .GroupBy(argument => argument.Name.Value)
            .Where(same => same.Count() > 1);
        foreach (var same in repeated)
        {
            Context.Report(
                $"There can be only one argument named \"{same.Key}\".", same.Select(argument => argument.Name));
        }
    }
}
