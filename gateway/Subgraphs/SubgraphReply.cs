namespace Monitor.Gateway.Subgraphs;

/// <summary>What came back from a subgraph: the bytes of an answer that nobody has read yet, or why there are none.</summary>
internal sealed record SubgraphReply
{
    /// <summary>The answer's body; empty where the call failed.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The status of the answer; 0 where there was none.</summary>
    public int Status { get; init; }

    /// <summary>
    /// What the headers allow; null where the answer may not be shared. An answer with errors, or without data, may
    /// never be: only who reads the body knows.
    /// </summary>
    public Sharing? Sharing { get; init; }

    /// <summary>Cache groups that the answer says are stale from now on.</summary>
    public IReadOnlyList<string> Invalidated { get; init; } = [];

    /// <summary>Null where the subgraph answered; else what went wrong, for the log.</summary>
    public string? Failure { get; private init; }

    /// <summary>
    /// Whether the failure says that the subgraph is unwell. An answer that is too large says that of the question.
    /// </summary>
    public bool IsUnwell { get; private init; }

    public static SubgraphReply Failed(string reason) => new() { Failure = reason, IsUnwell = true };

    public static SubgraphReply TooLarge(int limit) => new() { Failure = $"answered more than {limit} bytes" };
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
