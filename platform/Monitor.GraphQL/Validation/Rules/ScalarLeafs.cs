using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Leaf Field Selections: objects have a selection, leaves have none. §5.3.3</summary>
internal sealed class ScalarLeafs(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Field field)
    {
        if (Context.Field?.Type is not { } type || type.Named.IsLeaf == field.SelectionSet is null)
        {
            return;
        }

        if (field.SelectionSet is { } selections)
        {
            Context.Report(
                $"Field \"{field.FieldName}\" must not have a selection since type \"{type}\" has no subfields.",
                selections);
        }
        else
        {
            Context.Report(
                $"Field \"{field.FieldName}\" of type \"{type}\" must have a selection of subfields."
                + $" Did you mean \"{field.FieldName} {{ ... }}\"?",
                field);
        }
    }
}
