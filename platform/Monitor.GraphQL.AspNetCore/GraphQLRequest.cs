namespace Monitor.GraphQL.AspNetCore;

/// <summary>A GraphQL request as read from HTTP.</summary>
/// <param name="Query">
/// Text of the document. Empty where the request only names a document: the door finds it before a handler is asked.
/// </param>
/// <param name="OperationName">Null where it was absent or null.</param>
/// <param name="Variables">
/// Null where absent or null. Values: string, bool, int, long, decimal, double, null, <c>List&lt;object?&gt;</c>,
/// <c>Dictionary&lt;string, object?&gt;</c>.
/// </param>
/// <param name="Extensions">Null where absent or null; values as in <paramref name="Variables"/>.</param>
public sealed record GraphQLRequest(
    string Query,
    string? OperationName = null,
    IReadOnlyDictionary<string, object?>? Variables = null,
    IReadOnlyDictionary<string, object?>? Extensions = null)
{
    /// <summary>Names a trusted document. GraphQL over HTTP, appendix "Persisted Documents"</summary>
    public string? DocumentId { get; init; }

    /// <summary><c>extensions.persistedQuery</c> where it is an object: it names a document by its hash.</summary>
    internal IReadOnlyDictionary<string, object?>? PersistedQuery =>
        Extensions?.GetValueOrDefault("persistedQuery") as IReadOnlyDictionary<string, object?>;

    /// <exception cref="RequestException">It neither holds nor names a document.</exception>
    internal static GraphQLRequest Of(
        string? query,
        string? operationName,
        IReadOnlyDictionary<string, object?>? variables,
        IReadOnlyDictionary<string, object?>? extensions,
        string? documentId)
    {
        var request = new GraphQLRequest(query ?? "", operationName, variables, extensions)
        {
            DocumentId = documentId,
        };
        return query is null && documentId is null && request.PersistedQuery is null
            ? throw RequestException.BadRequest("The request needs \"query\", a string.")
            : request;
    }
}
