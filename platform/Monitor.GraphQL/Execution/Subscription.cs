namespace Monitor.GraphQL.Execution;

/// <summary>The answer to a subscription: its events, or why there are none. §6.2.3</summary>
public sealed class Subscription
{
    private Subscription()
    {
    }

    /// <summary>Why there is no subscription; null where there is one.</summary>
    public ExecutionResult? Refusal { get; private init; }

    /// <summary>
    /// One answer for each event, in their order; null where the subscription is refused. Can be enumerated once;
    /// cancelling or disposing the enumerator ends the source.
    /// </summary>
    /// <exception cref="SourceFailedException">Thrown by the enumerator where the source fails: its end.</exception>
    public IAsyncEnumerable<ExecutionResult>? Events { get; private init; }

    internal static Subscription To(IAsyncEnumerable<ExecutionResult> events) => new() { Events = events };

    internal static Subscription Refused(ExecutionResult refusal) => new() { Refusal = refusal };
}

/// <summary>The source of a subscription's events failed: there are no more. The message is safe to show.</summary>
/// <param name="error">What a client may be told; masked and logged like an error of a resolver.</param>
/// <param name="cause">What the source threw.</param>
public sealed class SourceFailedException(GraphQLError error, Exception cause) : Exception(error.Message, cause)
{
    public GraphQLError Error { get; } = error;
}
