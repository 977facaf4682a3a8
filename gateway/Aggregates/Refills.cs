using System.Collections.Concurrent;

namespace Monitor.Gateway.Aggregates;

/// <summary>How filling a key ended, for those who waited.</summary>
internal enum RefillEnd
{
    /// <summary>There is a value.</summary>
    Shared,

    /// <summary>The subgraph failed, or what it answered is not to be shared: each asks for itself.</summary>
    Refused,

    /// <summary>Whoever filled it left without an answer: one of those who wait takes over.</summary>
    Abandoned,
}

/// <summary>What became of filling a key.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Entry">Where it is shared.</param>
internal sealed record RefillResult(RefillEnd End, CacheEntry? Entry);

/// <summary>
/// Keys that a request of this process is filling now, so that others wait for it instead of asking too.
/// </summary>
internal sealed class Refills
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<RefillResult>> running = new();

    /// <summary>Null where the caller is to fill the key; else what becomes of the one that does.</summary>
    public Task<RefillResult>? Begin(string key)
    {
        var own = new TaskCompletionSource<RefillResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = running.GetOrAdd(key, own);
        return ReferenceEquals(first, own) ? null : first.Task;
    }

    /// <summary>What becomes of a key that <see cref="Begin"/> gave to the caller: for who hands it on.</summary>
    public Task<RefillResult> Of(string key) => running[key].Task;

    /// <param name="key">A key that <see cref="Begin"/> gave to the caller.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="entry">Where there is something to share.</param>
    public void End(string key, RefillEnd end, CacheEntry? entry = null)
    {
        if (running.TryRemove(key, out var refill))
        {
            refill.SetResult(new RefillResult(end, entry));
        }
    }
}
