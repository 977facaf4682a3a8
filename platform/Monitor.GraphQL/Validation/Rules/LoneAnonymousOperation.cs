using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Lone Anonymous Operation: one without a name is the only one of its document. §5.2.3.1</summary>
internal sealed class LoneAnonymousOperation(ValidationContext context) : ValidationRule(context)
{
    private int operations;

    public override void Enter(Document document)
    {
        for (var i = 0; i < document.Definitions.Count; i++)
        {
            operations += document.Definitions[i] is OperationDefinition ? 1 : 0;
        }
    }

    public override void Enter(OperationDefinition operation)
    {
        if (operation.Name is null && operations > 1)
        {
            Context.Report("This anonymous operation must be the only defined operation.", operation);
        }
    }
}
