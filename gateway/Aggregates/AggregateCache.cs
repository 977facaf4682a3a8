using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Redis;
using Monitor.Gateway.Subgraphs;
using StackExchange.Redis;

namespace Monitor.Gateway.Aggregates;

/// <summary>What the cache holds of some keys, and the group versions at that moment.</summary>
/// <param name="Entries">
/// Null: nothing, or what a drop made stale. An entry past its age is here; its times say what it is still good for.
/// </param>
/// <param name="Versions">Never younger than a fetch that begins after this.</param>
internal sealed record CacheLookup(IReadOnlyList<CacheEntry?> Entries, GroupVersions Versions);

/// <summary>Released aggregates in Redis: see <see cref="RedisCalls"/> for what a Redis that fails costs.</summary>
internal sealed class AggregateCache(
    RedisCalls redis, IOptions<AggregateOptions> options, TimeProvider clock, ILogger<AggregateCache> log)
{
    // Groups without number would make each reading of the versions longer: then all of them go, as after a flush.
    private const string DropScript = """
        if ARGV[2] ~= '' and redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
        if redis.call('HLEN', KEYS[1]) > 5000 then redis.call('DEL', KEYS[1]) end
        redis.call('HSETNX', KEYS[1], 'incarnation', ARGV[1])
        local clock = redis.call('HINCRBY', KEYS[1], 'clock', 1)
        for i = 4, #ARGV do redis.call('HSET', KEYS[1], ARGV[i], clock) end
        if ARGV[2] ~= '' then redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3]) end
        return clock
        """;

    private static readonly TimeSpan retryDrops = TimeSpan.FromMilliseconds(250);

    private readonly AggregateOptions options = options.Value;
    private readonly LocalEntries local = new(options.Value.LocalBytes);
    private readonly ConcurrentDictionary<string, object> pending = new();   // groups that Redis did not take yet
    private GroupVersions? lastVersions;
    private long drops;
    private int isRetrying;

    /// <summary>False without the connection string Redis: then nothing is cached.</summary>
    public bool IsConfigured => redis.IsConfigured;

    /// <summary>How often this process dropped something: orders what is known without Redis.</summary>
    public long Drops => Interlocked.Read(ref drops);

    /// <summary>Null where Redis did not answer in time.</summary>
    public Task<CacheLookup?> FindAsync(IReadOnlyList<string> keys) =>
        redis.TryAsync<CacheLookup?>(database => FindAsync(database, keys), CancellationToken.None)!;

    /// <summary>Keeps entries: in this process at once, in Redis when the task ends.</summary>
    /// <param name="entries">Keys, and what is to be found under them.</param>
    public async Task StoreAsync(IReadOnlyList<(string Key, CacheEntry Entry)> entries)
    {
        var now = clock.GetUtcNow();
        var written = new List<(string Key, byte[] Bytes, TimeSpan Life)>(entries.Count);
        foreach (var (key, entry) in entries.Where(entry => entry.Entry.Times.End > now))
        {
            local.Put(key, entry);
            written.Add((key, entry.Write(options.CompressFromBytes), entry.Times.End - now));
        }
        if (written.Count == 0)
        {
            return;
        }
        var stored = await redis.TryAsync(
            async database =>
            {
                await Task.WhenAll(
                    written.Select(entry => database.StringSetAsync(entry.Key, entry.Bytes, entry.Life)));
                return written;
            },
            CancellationToken.None);
        if (stored is not null)
        {
            CacheMetrics.Count(CacheOutcome.Stored, written.Count);
            CacheMetrics.Stored(written.Sum(entry => entry.Bytes.Length));
        }
    }

    /// <summary>When an answer that was asked for at a moment is fresh, stale and gone.</summary>
    public EntryTimes TimesOf(Sharing sharing, DateTimeOffset asked)
    {
        var fresh = asked + Jittered(Shorter(sharing.MaxAge, options.LongestAge));
        return new EntryTimes(
            asked - sharing.Age,
            fresh,
            fresh + Shorter(sharing.StaleWhileRevalidate ?? options.StaleWhileRevalidate, options.LongestAge),
            fresh + Shorter(sharing.StaleIfError ?? options.StaleIfError, options.LongestAge));
    }

    /// <summary>
    /// Makes all entries of some groups stale, for all replicas, unless the same cause did so before.
    /// </summary>
    /// <returns>False where Redis did not take it: the caller must try again.</returns>
    public async Task<bool> DropAsync(
        IReadOnlyList<string> groups, string cause, CancellationToken cancellationToken)
    {
        if (await TryDropAsync(groups, cause, cancellationToken))
        {
            log.GroupsDropped(string.Join(", ", groups), cause);
            return true;
        }
        return false;
    }

    /// <summary>
    /// Makes stale what a mutation changed. Where Redis does not take it, this process passes these groups by until
    /// Redis does.
    /// </summary>
    public async Task DropAsync(IReadOnlyList<string> groups)
    {
        if (await TryDropAsync(groups, "", CancellationToken.None))
        {
            return;
        }
        log.DropPending(string.Join(", ", groups));
        foreach (var group in groups)
        {
            pending[group] = new object();
        }
        if (Interlocked.Exchange(ref isRetrying, 1) == 0)
        {
            _ = Task.Run(RetryDropsAsync);
        }
    }

    private async Task<bool> TryDropAsync(
        IReadOnlyList<string> groups, string cause, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref drops);
        var life = (long)options.LongestLife.TotalMilliseconds;
        RedisValue[] arguments =
            [NewIncarnation(), cause, life, .. groups.Select(group => (RedisValue)GroupVersions.FieldOf(group))];
        var result = await redis.TryAsync(
            database => database.ScriptEvaluateAsync(
                DropScript, [GroupVersions.Key, $"monitor:heard:{cause}"], arguments),
            cancellationToken);
        // A full Redis takes no new version, but lets go of all of them: then everything counts as stale.
        return result is not null || await redis.TryAsync(
            async database => (object)await database.KeyDeleteAsync(GroupVersions.Key), cancellationToken) is not null;
    }

    private async Task RetryDropsAsync()
    {
        while (!pending.IsEmpty)
        {
            await Task.Delay(retryDrops);
            var now = pending.ToArray();
            if (await TryDropAsync([.. now.Select(each => each.Key)], "", CancellationToken.None))
            {
                foreach (var each in now)
                {
                    pending.TryRemove(each);   // not one that was dropped again meanwhile
                }
            }
        }
        Interlocked.Exchange(ref isRetrying, 0);
        if (!pending.IsEmpty && Interlocked.Exchange(ref isRetrying, 1) == 0)
        {
            _ = Task.Run(RetryDropsAsync);
        }
    }

    private async Task<CacheLookup?> FindAsync(IDatabase database, IReadOnlyList<string> keys)
    {
        var now = clock.GetUtcNow();
        var known = Volatile.Read(ref lastVersions);
        var entries = new CacheEntry?[keys.Count];
        var near = new List<int>();
        var far = new List<int>();
        for (var index = 0; index < keys.Count; index++)
        {
            entries[index] = known is null ? null : Near(keys[index], known, now);
            (entries[index] is null ? far : near).Add(index);
        }

        // Both are sent at once; the versions that a fetch is judged by are read before it begins, whatever is found.
        var mark = database.HashGetAsync(
            GroupVersions.Key, [GroupVersions.IncarnationField, GroupVersions.ClockField]);
        await ReadAsync(database, keys, far, entries);
        var fields = await mark;
        var versions = known is not null && known.Are(fields[0], fields[1]) ? known : await VersionsAsync(database);
        if (versions is null)
        {
            return null;
        }
        if (!ReferenceEquals(versions, known))
        {
            // What this process keeps was judged by older versions: another replica may have refilled it since.
            var stale = near.Where(index => !versions.AreUnchangedSince(entries[index]!)).ToList();
            await ReadAsync(database, keys, stale, entries);
        }
        for (var index = 0; index < entries.Length; index++)
        {
            if (entries[index] is { } entry
                && (entry.Times.End <= now || !versions.AreUnchangedSince(entry) || IsPending(entry)))
            {
                entries[index] = null;
            }
        }
        return new CacheLookup(entries, versions);
    }

    /// <summary>An entry of this process, if it is fresh as far as can be known here.</summary>
    private CacheEntry? Near(string key, GroupVersions versions, DateTimeOffset now)
    {
        var entry = local.Find(key);
        if (entry is null || (entry.Times.FreshUntil > now && versions.AreUnchangedSince(entry)))
        {
            return entry;
        }
        local.Remove(key);
        return null;
    }

    private async Task ReadAsync(
        IDatabase database, IReadOnlyList<string> keys, List<int> indexes, CacheEntry?[] entries)
    {
        if (indexes.Count == 0)
        {
            return;
        }
        var values = await database.StringGetAsync([.. indexes.Select(index => (RedisKey)keys[index])]);
        for (var at = 0; at < values.Length; at++)
        {
            var entry = values[at].IsNull ? null : CacheEntry.Read((byte[])values[at]!);
            entries[indexes[at]] = entry;
            if (entry is not null)
            {
                local.Put(keys[indexes[at]], entry);
            }
        }
    }

    private async Task<GroupVersions?> VersionsAsync(IDatabase database)
    {
        var versions = GroupVersions.Read(await database.HashGetAllAsync(GroupVersions.Key));
        if (versions is null)
        {
            await database.HashSetAsync(
                GroupVersions.Key, GroupVersions.IncarnationField, NewIncarnation(), When.NotExists);
            versions = GroupVersions.Read(await database.HashGetAllAsync(GroupVersions.Key));
        }
        Volatile.Write(ref lastVersions, versions);
        return versions;
    }

    private bool IsPending(CacheEntry entry) => !pending.IsEmpty && entry.Groups.Any(pending.ContainsKey);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Up to a tenth shorter, so that entries filled together do not end together.</summary>
    private static TimeSpan Jittered(TimeSpan age) => age - (age * (Random.Shared.NextDouble() / 10));

    private static string NewIncarnation() => Guid.NewGuid().ToString("N");
}
