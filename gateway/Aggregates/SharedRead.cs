using Monitor.Gateway.Subgraphs;

namespace Monitor.Gateway.Aggregates;

internal enum SharedState
{
    /// <summary>Not cached: ask the subgraph.</summary>
    Missing,

    /// <summary>Cached.</summary>
    Found,

    /// <summary>Another request, of this replica or another, asks it now.</summary>
    AskedByAnother,
}

/// <summary>
/// One lookup of some keys. Those that it is to fill it has taken for itself, over all replicas; disposing it frees
/// those who wait for keys that it did not fill. Used by one fetch, not by several threads at once.
/// </summary>
internal sealed class SharedRead : IDisposable
{
    private readonly SharedReads? reads;
    private readonly RequestCache? request;
    private readonly IReadOnlyList<string> keys = [];
    private readonly CacheLookup? lookup;
    private readonly CacheEntry?[] entries = [];
    private readonly string mark = "";
    private readonly DateTimeOffset begun;
    private readonly Dictionary<int, Task<RefillResult>> others = [];
    private readonly HashSet<int> own = [];
    private readonly HashSet<int> leased = [];
    private HashSet<int> refresh = [];
    private bool isBackground;

    public SharedRead(SharedReads reads, RequestCache request, IReadOnlyList<string> keys, CacheLookup? lookup)
    {
        this.reads = reads;
        this.request = request;
        this.keys = keys;
        this.lookup = lookup;
        entries = lookup is null ? new CacheEntry?[keys.Count] : [.. lookup.Entries];
        // Without Redis only this process's own drops are known.
        mark = lookup?.Versions.Mark ?? $"alone.{reads.Cache.Drops}";
        begun = reads.Clock.GetUtcNow();
        for (var index = 0; index < keys.Count; index++)
        {
            Sort(index, entries[index]);
        }
        Report.Waited = others.Count;
        CacheMetrics.Count(CacheOutcome.Hit, Report.Hits);
        CacheMetrics.Count(CacheOutcome.StaleHit, Report.Stale);
        CacheMetrics.Count(CacheOutcome.Wait, others.Count);
        CacheMetrics.Count(CacheOutcome.Miss, own.Count);
    }

    private SharedRead()
    {
    }

    /// <summary>Nothing is found and nothing is stored.</summary>
    public static SharedRead None => new();

    /// <summary>What became of the keys, for those who ask how a request was answered.</summary>
    public SharedReport Report { get; } = new();

    public SharedState StateOf(int index) => IsServed(index) ? SharedState.Found
        : others.ContainsKey(index) ? SharedState.AskedByAnother
        : SharedState.Missing;

    /// <summary>
    /// The cached value, or that of the request that asks it now; null where the caller is to ask, be it because
    /// whoever asked has left.
    /// </summary>
    public async Task<ReadOnlyMemory<byte>?> FindAsync(int index, CancellationToken cancellationToken)
    {
        if (IsServed(index))
        {
            return entries[index]!.Json;
        }
        // Who is to fill a key waits for nobody: the other might wait for it.
        while (own.Count == 0 && others.TryGetValue(index, out var other))
        {
            RefillResult result;
            try
            {
                result = await other.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return null;   // no time left: the fetch that follows says so
            }
            if (result.Entry is { } entry)
            {
                Serve(entry);
                return entry.Json;
            }
            others.Remove(index);
            if (result.End == RefillEnd.Abandoned)
            {
                await TakeOverAsync(index);
            }
        }
        return IsServed(index) ? entries[index]!.Json : null;   // just filled by another
    }

    /// <summary>Keeps what the subgraph answered where it allows that, and hands it to those who wait.</summary>
    /// <param name="values">The bytes are copied.</param>
    /// <param name="sharing">Null where the answer is not to be shared: those who wait ask for themselves.</param>
    public void Answered(IReadOnlyList<(int Index, ReadOnlyMemory<byte> Json)> values, Sharing? sharing)
    {
        if (reads is null)
        {
            return;
        }
        if (sharing is null)
        {
            Fail();
            return;
        }
        var times = reads.Cache.TimesOf(sharing, begun);
        var kept = new List<(string Key, CacheEntry Entry)>(values.Count);
        var filled = new List<string>(values.Count);
        foreach (var (index, json) in values)
        {
            var versions = lookup?.Versions;
            var entry = new CacheEntry(
                versions?.Incarnation ?? "", versions?.Clock ?? 0, sharing.Groups, times, json.ToArray());
            if (own.Remove(index))
            {
                reads.Refills.End(LeaseOf(index), RefillEnd.Shared, entry);
                filled.Add(LeaseOf(index));
            }
            if (versions is not null && MayKeep(json.Length))
            {
                kept.Add((keys[index], entry));
            }
        }
        Report.Refilled += kept.Count;
        End(RefillEnd.Refused);   // asked for, but not there: null
        _ = KeepAsync(kept, filled);
    }

    /// <summary>There is no answer that could be shared: those who wait ask for themselves.</summary>
    public void Fail() => End(RefillEnd.Refused);

    /// <summary>What may be served instead of an answer, as the subgraph failed; null where there is nothing.</summary>
    public ReadOnlyMemory<byte>? StaleIfError(int index)
    {
        if (EntryOf(index) is not { } entry || entry.Times.ErrorUntil <= reads!.Clock.GetUtcNow())
        {
            return null;
        }
        Report.StaleIfError++;
        CacheMetrics.Count(CacheOutcome.StaleIfError);
        Serve(entry);
        return entry.Json;
    }

    /// <summary>
    /// The keys whose cached value is past its age and that this request is to refill in the background, as a read of
    /// their own: to be disposed when that is done. Null where there are none.
    /// </summary>
    public SharedRead? TakeStale()
    {
        if (refresh.Count == 0)
        {
            return null;
        }
        var taken = new SharedRead(this, refresh);
        refresh = [];
        return taken;
    }

    /// <summary>The keys that are to be asked, of <see cref="TakeStale"/>.</summary>
    public IReadOnlyList<int> Asked => [.. own.Order()];

    /// <summary>Takes the keys that nobody fills yet, over all replicas.</summary>
    public async Task ClaimAsync()
    {
        if (lookup is not null && (own.Count > 0 || refresh.Count > 0))
        {
            await ClaimAsync([.. own, .. refresh]);
        }
    }

    private async Task ClaimAsync(List<int> wanted)
    {
        var got = await reads!.Leases.AcquireAsync(wanted.ConvertAll(LeaseOf));
        if (got is null)
        {
            return;   // Redis does not say: this process is sure of itself only
        }
        for (var at = 0; at < wanted.Count; at++)
        {
            var index = wanted[at];
            if (got[at])
            {
                leased.Add(index);
            }
            else if (refresh.Remove(index))
            {
                reads.Refills.End(LeaseOf(index), RefillEnd.Abandoned);
            }
            else
            {
                Follow(index);
            }
        }
        await LookAgainAsync([.. wanted.Where(leased.Contains)]);
    }

    /// <summary>
    /// Leaves out what was filled between the lookup and the lease: whoever held the lease before stored the value
    /// before it gave that back.
    /// </summary>
    private async Task LookAgainAsync(List<int> claimed)
    {
        if (claimed.Count == 0
            || await reads!.Cache.FindAsync(claimed.ConvertAll(index => keys[index])) is not { } again)
        {
            return;
        }
        var filled = new List<string>();
        for (var at = 0; at < claimed.Count; at++)
        {
            if (again.Entries[at] is { } entry && entry.Times.FreshUntil > reads.Clock.GetUtcNow())
            {
                var index = claimed[at];
                Report.Waited += own.Remove(index) ? 1 : 0;
                refresh.Remove(index);
                entries[index] = entry;
                Serve(entry);
                reads.Refills.End(LeaseOf(index), RefillEnd.Shared, entry);
                filled.Add(LeaseOf(index));
            }
        }
        Release(filled);
    }

    public void Dispose()
    {
        End(isBackground ? RefillEnd.Refused : RefillEnd.Abandoned);
        foreach (var index in refresh)
        {
            reads!.Refills.End(LeaseOf(index), RefillEnd.Abandoned);
        }
        Release([.. refresh.Where(leased.Contains).Select(LeaseOf)]);
        refresh.Clear();
    }

    /// <summary>A read of its own for what <paramref name="from"/> was to refill.</summary>
    private SharedRead(SharedRead from, HashSet<int> taken)
    {
        reads = from.reads;
        request = new RequestCache(from.reads!);
        keys = from.keys;
        lookup = from.lookup;
        entries = from.entries;
        mark = from.mark;
        begun = from.begun;
        own = [.. taken];
        leased = [.. taken.Where(from.leased.Contains)];
        isBackground = true;
    }

    private void Sort(int index, CacheEntry? entry)
    {
        if (entry?.Times.FreshUntil > begun)
        {
            Serve(entry);
            Report.Hits++;
        }
        else if (entry?.Times.StaleUntil > begun)
        {
            Serve(entry);
            Report.Stale++;
            if (reads!.Refills.Begin(LeaseOf(index)) is null)
            {
                refresh.Add(index);
            }
        }
        else if (reads!.Refills.Begin(LeaseOf(index)) is { } other)
        {
            others[index] = other;
        }
        else
        {
            own.Add(index);
        }
    }

    private CacheEntry? EntryOf(int index) => index < entries.Length ? entries[index] : null;

    private bool IsServed(int index) => EntryOf(index)?.Times.StaleUntil > begun;

    private void Serve(CacheEntry entry)
    {
        var now = reads!.Clock.GetUtcNow();
        request!.Freshness.Found(entry.Times, now);
        Report.Oldest = now - entry.Times.Born > Report.Oldest ? now - entry.Times.Born : Report.Oldest;
    }

    /// <summary>Fills in the place of one that has left, unless another one does.</summary>
    private async Task TakeOverAsync(int index)
    {
        if (reads!.Refills.Begin(LeaseOf(index)) is { } other)
        {
            others[index] = other;
            return;
        }
        own.Add(index);
        if (lookup is not null)
        {
            await ClaimAsync([index]);
        }
    }

    /// <summary>Another replica fills it: waits for that, with all others of this process.</summary>
    private void Follow(int index)
    {
        own.Remove(index);
        others[index] = reads!.Refills.Of(LeaseOf(index));
        Report.Waited++;
        _ = reads.FollowAsync(keys[index], LeaseOf(index));
    }

    private bool MayKeep(int bytes)
    {
        if (bytes <= reads!.Options.EntryBytes && request!.MayStore(bytes))
        {
            return true;
        }
        CacheMetrics.Count(CacheOutcome.TooLarge);
        return false;
    }

    private async Task KeepAsync(List<(string Key, CacheEntry Entry)> kept, List<string> filled)
    {
        await reads!.Cache.StoreAsync(kept);
        await reads.Leases.ReleaseAsync(filled);   // not before: those who are told look for the value
    }

    private void End(RefillEnd end)
    {
        foreach (var index in own)
        {
            reads!.Refills.End(LeaseOf(index), end);
        }
        var given = own.Where(leased.Contains).Select(LeaseOf).ToList();
        own.Clear();
        if (isBackground)
        {
            reads?.Leases.LetEnd(given);   // its subgraph is not asked again at once
        }
        else
        {
            Release(given);
        }
    }

    private void Release(List<string> leases)
    {
        if (leases.Count > 0)
        {
            _ = reads!.Leases.ReleaseAsync(leases);
        }
    }

    private string LeaseOf(int index) => Leases.NameOf(mark, keys[index]);
}

/// <summary>What became of the keys of one lookup.</summary>
internal sealed class SharedReport
{
    /// <summary>Found and fresh.</summary>
    public int Hits { get; set; }

    /// <summary>Found past their age; refilled in the background.</summary>
    public int Stale { get; set; }

    /// <summary>Found past their age, and served as their subgraph failed.</summary>
    public int StaleIfError { get; set; }

    /// <summary>Asked by another request just then, and waited for.</summary>
    public int Waited { get; set; }

    /// <summary>Asked by this request, and kept.</summary>
    public int Refilled { get; set; }

    /// <summary>Age of the oldest value that was found.</summary>
    public TimeSpan Oldest { get; set; }
}
