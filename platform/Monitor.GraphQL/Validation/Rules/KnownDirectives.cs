using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Directives Are Defined, Directives Are in Valid Locations: they exist, and may stand where they stand. §5.7.1,
/// §5.7.2
/// </summary>
internal sealed class KnownDirectives(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Directive directive, string location)
    {
        if (Context.FindDirective(directive.DirectiveName) is not { } definition)
        {
            Context.Report($"Unknown directive \"@{directive.Name}\".", directive);
        }
        else if (!definition.Locations.Contains(location))
        {
            Context.Report($"Directive \"@{directive.Name}\" may not be used on {location}.", directive);
        }
    }
}
