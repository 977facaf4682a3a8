namespace Monitor.Gateway.Subgraphs;

/// <summary>A query that was sent, and those who wait for what comes back.</summary>
/// <param name="identity">Of the one who sent it.</param>
internal sealed class QueryUnderWay(string identity)
{
    private readonly TaskCompletionSource<SubgraphReply?> ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int readers = 1;   // the one who sent it is the first

    /// <summary>What came back; null where the one who sent the query went away before.</summary>
    public void End(SubgraphReply? reply) => ended.SetResult(reply);

    /// <summary>The reply, for the one who sent the query.</summary>
    public SharedReply Lead(SubgraphReply reply) => new(reply, this);

    /// <summary>Adds one who waits; false where all have read the reply, and its memory was given back.</summary>
    public bool TryJoin()
    {
        var now = Volatile.Read(ref readers);
        while (now > 0)
        {
            var before = Interlocked.CompareExchange(ref readers, now + 1, now);
            if (before == now)
            {
                return true;
            }
            now = before;
        }
        return false;
    }

    /// <summary>Waits for the reply, for one who has joined.</summary>
    /// <param name="other">Who that is.</param>
    /// <param name="cancellationToken">No time is left.</param>
    /// <returns>
    /// No reply where the one who sent the query had no time for it, or where it is not for others: foreign.
    /// </returns>
    public async Task<(SharedReply? Reply, bool IsForeign)> FollowAsync(
        string other, CancellationToken cancellationToken)
    {
        SubgraphReply? reply = null;
        try
        {
            reply = await ended.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Whoever sent the query may still read the reply.
        }
        var isForeign = reply is { Sharing: null } && other != identity;
        if (reply is not null && reply.Reason != FailureReason.DeadlinePassed && !isForeign)
        {
            return (new SharedReply(reply, this) { IsAnothers = true }, false);
        }
        if (Leave())
        {
            reply?.Dispose();
        }
        return (null, isForeign);
    }

    /// <summary>One of them has read all that it wants.</summary>
    /// <returns>Whether that was the last.</returns>
    public bool Leave() => Interlocked.Decrement(ref readers) == 0;
}

/// <summary>A reply that several requests may read; its memory goes back when the last of them disposes it.</summary>
/// <param name="reply">What came back.</param>
/// <param name="query">Null where nobody else can have it.</param>
internal sealed class SharedReply(SubgraphReply reply, QueryUnderWay? query = null) : IDisposable
{
    private int isDisposed;

    public SubgraphReply Reply { get; } = reply;

    /// <summary>Whether another request, or another fetch of this one, had asked.</summary>
    public bool IsAnothers { get; init; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 0 && query?.Leave() != false)
        {
            Reply.Dispose();
        }
    }
}
