using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Objects have a selection, leaves have none. §5.3.3</summary>
internal sealed class ScalarLeafs(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Field field)
    {
        if (Context.Field?.Type is not { } type)
        {
            return;
        }

        if (type.Named.IsLeaf && field.SelectionSet is { } selections)
        {
            Context.Report(
                $"Field \"{field.Name}\" must not have a selection since type \"{type}\" has no subfields.",
                selections);
        }
        else if (!type.Named.IsLeaf && field.SelectionSet is null)
        {
            Context.Report(
                $"Field \"{field.Name}\" of type \"{type}\" must have a selection of subfields."
                + $" Did you mean \"{field.Name} {{ ... }}\"?",
                field);
        }
    }
}
