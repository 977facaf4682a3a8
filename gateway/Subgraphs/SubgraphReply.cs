using System.Buffers;

namespace Monitor.Gateway.Subgraphs;

/// <summary>
/// What came back from a subgraph: the bytes of an answer that nobody has read yet, or why there are none.
/// </summary>
/// <remarks>
/// The bytes stand in a buffer that is lent: dispose once nothing points into <see cref="Body"/> any more. One that is
/// never disposed costs memory, not correctness.
/// </remarks>
internal sealed class SubgraphReply : IDisposable
{
    private byte[]? lent;

    private SubgraphReply()
    {
    }

    /// <summary>The answer's body; empty where the call failed.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>The status of the answer; 0 where there was none.</summary>
    public int Status { get; private init; }

    /// <summary>
    /// What the headers allow; null where the answer may not be shared. An answer with errors, or without data, may
    /// never be: only who reads the body knows.
    /// </summary>
    public Sharing? Sharing { get; init; }

    /// <summary>Cache groups that the answer says are stale from now on.</summary>
    public IReadOnlyList<string> Invalidated { get; init; } = [];

    /// <summary>Null where the subgraph answered; else what went wrong, for the log.</summary>
    public string? Failure { get; private init; }

    /// <summary>Null where the subgraph answered; else one of <see cref="FailureReason"/>, for clients.</summary>
    public string? Reason { get; private init; }

    /// <summary>
    /// Whether the failure says that the subgraph is unwell. An answer that is too large says that of the question.
    /// </summary>
    public bool IsUnwell { get; private init; }

    /// <summary>Whether the call failed before an answer began: a query may be asked again.</summary>
    public bool WasUnanswered { get; private init; }

    /// <param name="status">HTTP status.</param>
    /// <param name="buffer">From <see cref="ArrayPool{T}.Shared"/>; goes back there.</param>
    /// <param name="length">Of the body, in bytes.</param>
    /// <param name="sharing">See <see cref="Sharing"/>.</param>
    /// <param name="invalidated">See <see cref="Invalidated"/>.</param>
    public static SubgraphReply Answered(
        int status, byte[] buffer, int length, Sharing? sharing, IReadOnlyList<string> invalidated) => new()
    {
        lent = buffer,
        Body = buffer.AsMemory(0, length),
        Status = status,
        Sharing = sharing,
        Invalidated = invalidated,
    };

    /// <summary>The subgraph is unwell, or cannot be reached.</summary>
    public static SubgraphReply Failed(string reason, string failure, bool wasUnanswered = false) =>
        new() { Reason = reason, Failure = failure, IsUnwell = true, WasUnanswered = wasUnanswered };

    /// <summary>The call failed, which says nothing of the subgraph.</summary>
    public static SubgraphReply NotAsked(string reason, string failure) => new() { Reason = reason, Failure = failure };

    public void Dispose()
    {
        if (Interlocked.Exchange(ref lent, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>How long an answer may be shared, and what makes it stale before.</summary>
/// <param name="MaxAge">More than zero.</param>
/// <param name="Groups">RFC 9875: a change of any of them.</param>
public sealed record Sharing(TimeSpan MaxAge, IReadOnlyList<string> Groups)
{
    /// <summary>How old it was when it came. <see cref="MaxAge"/> is what is left after that.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>
    /// RFC 5861 §3: how long after that it may be served while it is asked anew; null where the subgraph does not say.
    /// </summary>
    public TimeSpan? StaleWhileRevalidate { get; init; }

    /// <summary>RFC 5861 §4: how long after that it may be served where the subgraph fails; null as above.</summary>
    public TimeSpan? StaleIfError { get; init; }
}
