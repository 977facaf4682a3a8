using Monitor.Gateway.Access;
using Monitor.Gateway.Serving;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.AspNetCore.Limits;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Execution;

/// <summary>An operation that was parsed, validated and found within the limits.</summary>
/// <param name="Served">The graph that it was checked against, and is answered from.</param>
/// <param name="Request">As the client sent it.</param>
/// <param name="Document">Holds the operation and its fragments.</param>
/// <param name="Definition">The operation.</param>
/// <param name="Variables">Coerced, with their defaults.</param>
/// <param name="Limited">What it may cost, and costs.</param>
internal sealed record CheckedOperation(
    ServedGraph Served,
    GraphQLRequest Request,
    Document Document,
    OperationDefinition Definition,
    IReadOnlyDictionary<string, object?> Variables,
    CheckedRequest Limited)
{
    /// <summary>What the caller may not have of it; null where they may have all.</summary>
    public Restriction? Restriction { get; init; }

    /// <summary>
    /// Whether clients and proxies may keep the answer, as far as its parts allow: not where other callers get another.
    /// </summary>
    public bool MayBeKept { get; init; }
}
