using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>Directives are defined, and stand where they may. §3.13</summary>
internal sealed class KnownDirectives(DefinitionContext context) : DefinitionRule(context)
{
    public override void Enter(Directive directive, string location)
    {
        if (!Context.Directives.TryGetValue(directive.Name.Value, out var definition))
        {
            Context.Report($"Unknown directive \"@{directive.Name}\".", directive);
        }
        else if (definition.Locations.All(allowed => allowed.Value != location))
        {
            Context.Report($"Directive \"@{directive.Name}\" may not be used on {location}.", directive);
        }
    }
}
