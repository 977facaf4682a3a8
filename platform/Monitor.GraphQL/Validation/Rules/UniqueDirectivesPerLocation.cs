using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Directives Are Unique per Location: one that is not repeatable stands once at a place. §5.7.3
/// </summary>
internal sealed class UniqueDirectivesPerLocation(ValidationContext context) : ValidationRule(context)
{
    private const int Few = 8;

    private Dictionary<string, Dictionary<string, Directive>>? ofDefinitions;

    public override void Enter(OperationDefinition operation) => Judge(operation.Directives);

    public override void Enter(FragmentDefinition fragment) => Judge(fragment.Directives);

    public override void Enter(VariableDefinition variable) => Judge(variable.Directives);

    public override void Enter(Field field) => Judge(field.Directives);

    public override void Enter(FragmentSpread spread) => Judge(spread.Directives);

    public override void Enter(InlineFragment fragment) => Judge(fragment.Directives);

    /// <summary>A definition and its extensions are one place.</summary>
    public override void Enter(SyntaxNode node, IReadOnlyList<Directive> directives)
    {
        var place = node switch
        {
            SchemaDefinition => "",
            TypeDefinition type => type.Name.Value,
            _ => null,
        };
        if (place is null)
        {
            Judge(directives);
            return;
        }

        ofDefinitions ??= new Dictionary<string, Dictionary<string, Directive>>(StringComparer.Ordinal);
        if (!ofDefinitions.TryGetValue(place, out var seen))
        {
            ofDefinitions.Add(place, seen = new Dictionary<string, Directive>(StringComparer.Ordinal));
        }

        Judge(directives, seen);
    }

    private void Judge(IReadOnlyList<Directive> directives)
    {
        if (directives.Count > Few)
        {
            Judge(directives, new Dictionary<string, Directive>(StringComparer.Ordinal));
            return;
        }

        for (var i = 1; i < directives.Count; i++)
        {
            var directive = directives[i];
            if (FindBefore(directives, i) is { } first
                && Context.FindDirective(directive.DirectiveName) is { IsRepeatable: false })
            {
                Report(first, directive);
            }
        }
    }

    private static Directive? FindBefore(IReadOnlyList<Directive> directives, int place)
    {
        for (var i = 0; i < place; i++)
        {
            if (directives[i].Name.Value == directives[place].Name.Value)
            {
                return directives[i];
            }
        }

        return null;
    }

    private void Judge(IReadOnlyList<Directive> directives, Dictionary<string, Directive> seen)
    {
        for (var i = 0; i < directives.Count; i++)
        {
            var name = directives[i].Name.Value;
            if (Context.FindDirective(name) is { IsRepeatable: false } && !seen.TryAdd(name, directives[i]))
            {
                Report(seen[name], directives[i]);
            }
        }
    }

    private void Report(Directive first, Directive repeated) =>
        Context.Report(
            $"The directive \"@{repeated.Name}\" can only be used once at this location.", first, repeated);
}
