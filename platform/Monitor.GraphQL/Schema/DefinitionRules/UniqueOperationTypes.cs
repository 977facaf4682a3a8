using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>A schema and its extensions name one root type an operation. §3.3.1</summary>
internal sealed class UniqueOperationTypes(DefinitionContext context) : DefinitionRule(context)
{
    private readonly Dictionary<OperationType, OperationTypeDefinition> known = [];

    public override void Enter(TypeSystemDefinition definition)
    {
        foreach (var root in (definition as SchemaDefinition)?.OperationTypes ?? [])
        {
            if (!known.TryAdd(root.Operation, root))
            {
                Context.Report(
                    $"There can be only one {root.Operation.Keyword()} type in schema.", known[root.Operation], root);
            }
        }
    }
}
