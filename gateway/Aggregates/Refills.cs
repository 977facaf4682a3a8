using System.Collections.Concurrent;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// Keys that a request of this process is filling now, so that others wait for it instead of asking too.
/// </summary>
internal sealed class Refills
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ReadOnlyMemory<byte>?>> running = new();

    /// <summary>
    /// Null where the caller is to fill the key; else the answer of the one that does, null if it has none.
    /// </summary>
    public Task<ReadOnlyMemory<byte>?>? Begin(string key)
    {
        var own = new TaskCompletionSource<ReadOnlyMemory<byte>?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = running.GetOrAdd(key, own);
        return ReferenceEquals(first, own) ? null : first.Task;
    }

    /// <param name="key">A key that <see cref="Begin"/> gave to the caller.</param>
    /// <param name="value">Null where there is nothing to share.</param>
    public void End(string key, ReadOnlyMemory<byte>? value)
    {
        if (running.TryRemove(key, out var refill))
        {
            refill.SetResult(value);
        }
    }
}
