using Monitor.Gateway.Subgraphs;

namespace Monitor.Gateway.Aggregates;

internal enum SharedState
{
    /// <summary>Not cached: ask the subgraph.</summary>
    Missing,

    /// <summary>Cached.</summary>
    Found,

    /// <summary>Another request of this process asks it now.</summary>
    AskedByAnother,
}

/// <summary>Finds shared answers in the cache, and lets one request fill what many want.</summary>
internal sealed class SharedReads(AggregateCache cache)
{
    private readonly Refills refills = new();

    /// <summary>False where no cache is configured.</summary>
    public bool IsOn => cache.IsConfigured;

    /// <summary>Looks all keys up in one round trip. Group versions are read in the same, before any fetch.</summary>
    public async Task<SharedRead> BeginAsync(IReadOnlyList<string> keys)
    {
        var lookup = await cache.FindAsync(keys);
        return lookup is null ? SharedRead.None : new SharedRead(cache, refills, keys, lookup);
    }

    /// <summary>Makes stale what a mutation changed. Where Redis does not take it, entries end at their age.</summary>
    public async Task DropAsync(IReadOnlyList<string> groups)
    {
        foreach (var group in IsOn ? groups : [])
        {
            await cache.DropAsync(group, Guid.NewGuid().ToString("N"), CancellationToken.None);
        }
    }
}

/// <summary>One lookup of some keys. Disposing it frees those who wait for keys that it did not fill.</summary>
internal sealed class SharedRead : IDisposable
{
    private readonly AggregateCache? cache;
    private readonly Refills? refills;
    private readonly IReadOnlyList<string> keys = [];
    private readonly CacheLookup? lookup;
    private readonly Dictionary<int, Task<ReadOnlyMemory<byte>?>> others = [];
    private readonly HashSet<int> own = [];

    public SharedRead(AggregateCache cache, Refills refills, IReadOnlyList<string> keys, CacheLookup lookup)
    {
        this.cache = cache;
        this.refills = refills;
        this.keys = keys;
        this.lookup = lookup;
        for (var index = 0; index < keys.Count; index++)
        {
            if (lookup.Values[index] is not null)
            {
                continue;
            }
            if (refills.Begin(RefillKey(index)) is { } other)
            {
                others[index] = other;
            }
            else
            {
                own.Add(index);
            }
        }
    }

    private SharedRead()
    {
    }

    /// <summary>Nothing is found and nothing is stored.</summary>
    public static SharedRead None { get; } = new();

    public SharedState StateOf(int index)
    {
        if (lookup?.Values[index] is not null)
        {
            return SharedState.Found;
        }
        return others.ContainsKey(index) ? SharedState.AskedByAnother : SharedState.Missing;
    }

    /// <summary>The cached value, or that of the request that asks it now; null where neither has one.</summary>
    public async Task<ReadOnlyMemory<byte>?> FindAsync(int index, CancellationToken cancellationToken)
    {
        if (lookup?.Values[index] is { } known)
        {
            return known;
        }
        if (!others.TryGetValue(index, out var other))
        {
            return null;
        }
        try
        {
            return await other.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;   // no time left: the fetch that follows says so
        }
    }

    /// <summary>Stores what the subgraph allows to share, and hands it to those who wait.</summary>
    public async Task StoreAsync(IReadOnlyList<(int Index, ReadOnlyMemory<byte> Json)> values, Sharing sharing)
    {
        if (cache is null)
        {
            return;
        }
        foreach (var (index, json) in values.Where(value => own.Remove(value.Index)))
        {
            refills!.End(RefillKey(index), json);
        }
        await cache.StoreAsync([.. values.Select(v => (keys[v.Index], v.Json))], sharing, lookup!.Versions);
    }

    public void Dispose()
    {
        foreach (var index in own)
        {
            refills!.End(RefillKey(index), null);
        }
        own.Clear();
    }

    /// <summary>Whoever saw a later drop must not wait for a fetch that began before it.</summary>
    private string RefillKey(int index) => $"{lookup!.Versions.Mark} {keys[index]}";
}
