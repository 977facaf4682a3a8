using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>A directive that is not repeatable stands once at a place. §5.7.3</summary>
internal sealed class UniqueDirectivesPerLocation(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(IReadOnlyList<Directive> directives, string location)
    {
        if (directives.Count == 1)
        {
            return;
        }

        var seen = new Dictionary<string, Directive>(StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            var name = directive.Name.Value;
            if (Context.Schema.Directives.TryGetValue(name, out var definition)
                && !definition.IsRepeatable
                && !seen.TryAdd(name, directive))
            {
                Context.Report(
                    $"The directive \"@{name}\" can only be used once at this location.", seen[name], directive);
            }
        }
    }
}
