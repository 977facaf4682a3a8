using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>GraphQL 2025 §3.3.1: there is a query type, and no type is the root of two operations.</summary>
internal static class RootTypeRules
{
    public static void Check(GraphQLSchema schema, SchemaFaults faults)
    {
        if (schema.QueryType is null && !NamesRoot(schema, OperationType.Query))
        {
            faults.Add("Query root type must be provided.", schema.Definitions is [var first, ..] ? first : null);
        }

        (OperationType Operation, ObjectType? Type)[] roots =
        [
            (OperationType.Query, schema.QueryType),
            (OperationType.Mutation, schema.MutationType),
            (OperationType.Subscription, schema.SubscriptionType),
        ];
        foreach (var shared in roots.Where(root => root.Type is not null).GroupBy(root => root.Type))
        {
            var operations = shared.Select(root => root.Operation.Keyword()).ToList();
            if (operations.Count > 1)
            {
                faults.Add(
                    $"All root types must be different, \"{shared.Key}\" type is used as "
                    + $"{string.Join(" and ", operations)} root types.",
                    Nodes(schema).Where(node => node.Type.Name == shared.Key!.Name).Select(node => node.Type));
            }
        }
    }

    /// <summary>True where a root is declared, even as something that cannot be one (which is noted already).</summary>
    private static bool NamesRoot(GraphQLSchema schema, OperationType operation) =>
        Nodes(schema).Any(node => node.Operation == operation)
        || (schema.Definitions.All(part => part.IsExtension) && schema.Types.ContainsKey(operation.ToString()));

    private static IEnumerable<OperationTypeDefinition> Nodes(GraphQLSchema schema) =>
        schema.Definitions.SelectMany(part => part.OperationTypes);
}
