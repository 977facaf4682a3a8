using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Operation Type Existence: the schema supports the kind of each operation. §5.2.1.1</summary>
internal sealed class KnownOperationTypes(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(OperationDefinition operation)
    {
        if (Context.Schema.RootType(operation.Operation) is null)
        {
            var kind = operation.Operation.ToString().ToLowerInvariant();
            Context.Report($"The {kind} operation is not supported by the schema.", operation);
        }
    }
}
