using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Fragment Spread Is Possible: some object can be of the fragment's type where it is spread. §5.5.2.3
/// </summary>
internal sealed class PossibleFragmentSpreads(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(InlineFragment fragment)
    {
        if (fragment.TypeCondition is { } condition && FindNever(condition) is { } never)
        {
            Context.Report($"Fragment cannot be spread here as {never}", fragment);
        }
    }

    public override void Enter(FragmentSpread spread)
    {
        if (Context.Fragments.TryGetValue(spread.FragmentName, out var fragment)
            && FindNever(fragment.TypeCondition) is { } never)
        {
            Context.Report($"Fragment \"{spread.Name}\" cannot be spread here as {never}", spread);
        }
    }

    /// <summary>Why no object can be of both types; null where one can, or where that is not known.</summary>
    private string? FindNever(NamedTypeNode condition) =>
        Context.ParentType is { } parent
        && Context.FindType(condition.Name) is { IsComposite: true } type
        && !Context.Schema.Overlap(parent, type)
            ? $"objects of type \"{parent}\" can never be of type \"{type}\"."
            : null;
}
