using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>There is a query type; root types are objects, each of one operation. §3.3.1</summary>
internal static class RootTypes
{
    public static void Check(GraphQLSchema schema, SchemaFaults faults)
    {
        if (!schema.Roots.ContainsKey(OperationType.Query))
        {
            faults.Add(
                "Query root type must be provided.", schema.Definitions.FirstOrDefault(part => !part.IsExtension));
        }

        foreach (var (operation, type) in schema.Roots)
        {
            if (type is not ObjectType)
            {
                var condition = operation == OperationType.Query ? "" : " if provided";
                faults.Add(
                    $"{operation} root type must be Object type{condition}, it cannot be {type}.",
                    NodeOf(operation, schema) ?? (SyntaxNode)type.Definitions[0]);
            }
        }

        var shared = schema.Roots
            .Where(root => root.Value is ObjectType)
            .GroupBy(root => root.Value, root => root.Key)
            .Where(operations => operations.Count() > 1);
        foreach (var operations in shared)
        {
            var list = Suggestions.Listed([.. operations.Select(operation => operation.Keyword())], "and");
            faults.Add(
                $"All root types must be different, \"{operations.Key}\" type is used as {list} root types.",
                operations.Select(operation => NodeOf(operation, schema)));
        }
    }

    private static NamedTypeNode? NodeOf(OperationType operation, GraphQLSchema schema) =>
        schema.Definitions
            .SelectMany(part => part.OperationTypes)
            .FirstOrDefault(root => root.Operation == operation)?.Type;
}
