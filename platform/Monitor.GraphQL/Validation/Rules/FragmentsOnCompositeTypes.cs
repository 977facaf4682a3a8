using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Fragments select from objects, interfaces and unions. §5.5.1.3</summary>
internal sealed class FragmentsOnCompositeTypes(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(InlineFragment fragment, GraphQLType? type)
    {
        if (fragment.TypeCondition is { } condition && type is { Named.IsComposite: false })
        {
            Context.Report($"Fragment cannot condition on non composite type \"{condition.Name}\".", condition);
        }
    }

    public override void Enter(FragmentDefinition fragment)
    {
        if (Context.Schema.Find(fragment.TypeCondition) is { Named.IsComposite: false } type)
        {
            Context.Report(
                $"Fragment \"{fragment.Name}\" cannot condition on non composite type \"{type}\".",
                fragment.TypeCondition);
        }
    }
}
