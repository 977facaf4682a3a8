namespace Monitor.GraphQL.AspNetCore;

/// <summary>A GraphQL request as read from HTTP.</summary>
/// <param name="Query">Text of the document.</param>
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
    IReadOnlyDictionary<string, object?>? Extensions = null);
