using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>An operation without a name is the only one of its document. §5.2.3.1</summary>
internal sealed class LoneAnonymousOperation(ValidationContext context) : ValidationRule(context)
{
    private int operations;

    public override void Enter(Document document) =>
        operations = document.Definitions.Count(definition => definition is OperationDefinition);

    public override void Enter(OperationDefinition operation)
    {
        if (operation.Name is null && operations > 1)
        {
            Context.Report("This anonymous operation must be the only defined operation.", operation);
        }
    }
}
