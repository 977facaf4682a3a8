namespace Monitor.Gateway.Aggregates;

/// <summary>What one request takes of the cache, and how fresh its answer is by that.</summary>
internal sealed class RequestCache(SharedReads reads)
{
    private int storedBytes;

    /// <summary>False where no cache is configured.</summary>
    public bool IsOn => reads.IsOn;

    /// <summary>How fresh the whole answer is.</summary>
    public AnswerFreshness Freshness { get; } = new();

    /// <summary>Looks all keys up in one round trip. Group versions are read in the same, before any fetch.</summary>
    public async Task<SharedRead> BeginAsync(IReadOnlyList<string> keys)
    {
        var read = new SharedRead(reads, this, keys, await reads.Cache.FindAsync(keys));
        await read.ClaimAsync();
        return read;
    }

    /// <summary>Makes stale what a mutation changed, for all replicas.</summary>
    public Task DropAsync(IReadOnlyList<string> groups) => reads.DropAsync(groups);

    /// <summary>False where the request has stored what it may.</summary>
    public bool MayStore(int bytes) => Interlocked.Add(ref storedBytes, bytes) <= reads.Options.RequestBytes;
}
