using System.Security.Claims;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Execution;

/// <summary>One operation to execute, with what its resolvers may use.</summary>
public sealed class ExecutionRequest
{
    /// <summary>A valid document: see <see cref="Validation.Validator"/>.</summary>
    public required Document Document { get; init; }

    /// <summary>Which operation; null where the document has only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>As read from JSON: string, bool, int, long, decimal, double, List, Dictionary, null.</summary>
    public IReadOnlyDictionary<string, object?>? Variables { get; init; }

    /// <summary>The parent of the root fields that <see cref="Binder.Field{TParent, TResult}"/> answers.</summary>
    public object? RootValue { get; init; }

    /// <summary>Whether messages about variables may propose names for a misspelt one. Default true.</summary>
    public bool Suggest { get; init; } = true;

    public required IServiceProvider Services { get; init; }

    public ClaimsPrincipal User { get; init; } = new(new ClaimsIdentity());

    /// <summary>Shared by all resolvers of the request; must bear use by several threads.</summary>
    public IDictionary<object, object?> Items { get; init; } =
        new System.Collections.Concurrent.ConcurrentDictionary<object, object?>();

    /// <summary>
    /// Makes what one event of a subscription is executed with, once there is room for it; null: events share this
    /// request. What opens the events always has this one.
    /// </summary>
    public Func<CancellationToken, ValueTask<EventRequest>>? PerEvent { get; init; }

    /// <summary>Objects that the answer may hold. Beyond it there is no data, and an error QUERY_TOO_LARGE.</summary>
    public int MaxObjects { get; init; } = 100_000;

    /// <summary>
    /// What a client may be told of a failure that is no ClientException; null: nothing. The engine's own failures
    /// (an answer of the wrong kind) bear the messages of graphql-js.
    /// </summary>
    public Func<Exception, ClientException?>? Explain { get; init; }

    /// <summary>Told each failure that clients only see as INTERNAL_ERROR, once; writes the log.</summary>
    public Action<MaskedFailure>? OnMasked { get; init; }
}

/// <summary>What one event of a subscription is executed with.</summary>
/// <param name="Request">Of the same document, operation and variables.</param>
/// <param name="Lifetime">Disposed when the event is executed: its services end.</param>
public sealed record EventRequest(ExecutionRequest Request, IAsyncDisposable Lifetime)
{
    /// <summary>Cancelled when the event has taken as long as it may: its answer is an error then.</summary>
    public CancellationToken TimeIsUp { get; init; }
}

/// <summary>A failure that a client sees only as INTERNAL_ERROR with <paramref name="TraceId"/>.</summary>
/// <param name="Coordinate">The field that failed first: <c>Municipality.scoreCard</c>.</param>
/// <param name="TraceId">What the client was told.</param>
/// <param name="Cause">What was thrown.</param>
public sealed record MaskedFailure(string Coordinate, string TraceId, Exception Cause);
