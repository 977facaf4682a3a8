using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Some object can be of the fragment's type where it is spread. §5.5.2.3</summary>
internal sealed class PossibleFragmentSpreads(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(InlineFragment fragment, GraphQLType? type)
    {
        if (Context.ParentType is { } parent && type is NamedType { IsComposite: true } named && !MayBe(parent, named))
        {
            Context.Report($"Fragment cannot be spread here as {NeverBe(parent, named)}", fragment);
        }
    }

    public override void Enter(FragmentSpread spread)
    {
        if (Context.ParentType is { } parent
            && Context.Fragments.TryGetValue(spread.Name.Value, out var fragment)
            && Context.Schema.Find(fragment.TypeCondition) is NamedType { IsComposite: true } named
            && !MayBe(parent, named))
        {
            Context.Report($"Fragment \"{spread.Name}\" cannot be spread here as {NeverBe(parent, named)}", spread);
        }
    }

    private bool MayBe(NamedType parent, NamedType type) => Context.Schema.Overlap(parent, type);

    private static string NeverBe(NamedType parent, NamedType type) =>
        $"objects of type \"{parent}\" can never be of type \"{type}\".";
}
