using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Fragments on Object, Interface or Union Types: fragments select from what has fields. §5.5.1.3
/// </summary>
internal sealed class FragmentsOnCompositeTypes(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(InlineFragment fragment)
    {
        if (fragment.TypeCondition is { } condition && Context.FindType(condition.Name) is { IsComposite: false })
        {
            Context.Report($"Fragment cannot condition on non composite type \"{condition.Name}\".", condition);
        }
    }

    public override void Enter(FragmentDefinition fragment)
    {
        var condition = fragment.TypeCondition;
        if (Context.FindType(condition.Name) is { IsComposite: false })
        {
            Context.Report(
                $"Fragment \"{fragment.Name}\" cannot condition on non composite type \"{condition.Name}\".",
                condition);
        }
    }
}
