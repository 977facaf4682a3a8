using Microsoft.Extensions.Options;
using Monitor.Gateway.Subgraphs;
using Monitor.Gateway.Redis;
using StackExchange.Redis;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// What the cache holds of some keys (null: nothing that is fresh), and the group versions at that moment.
/// </summary>
internal sealed record CacheLookup(IReadOnlyList<ReadOnlyMemory<byte>?> Values, GroupVersions Versions);

/// <summary>Released aggregates in Redis: see <see cref="RedisCalls"/> for what a Redis that fails costs.</summary>
internal sealed class AggregateCache(
    RedisCalls redis, IOptions<AggregateOptions> options, ILogger<AggregateCache> log)
{
    private const string DropScript = """
        redis.call('HSETNX', KEYS[1], 'incarnation', ARGV[3])
        local known = redis.call('HGET', KEYS[1], ARGV[1])
        if known and string.match(known, '^%d+ (.*)$') == ARGV[2] then return 0 end
        local clock = redis.call('HINCRBY', KEYS[1], 'clock', 1)
        redis.call('HSET', KEYS[1], ARGV[1], clock .. ' ' .. ARGV[2])
        return clock
        """;

    private readonly AggregateOptions options = options.Value;

    /// <summary>False without the connection string Redis: then nothing is cached.</summary>
    public bool IsConfigured => redis.IsConfigured;

    /// <summary>Null where Redis did not answer in time.</summary>
    public async Task<CacheLookup?> FindAsync(IReadOnlyList<string> keys)
    {
        var lookup = await redis.TryAsync(database => FindAsync(database, keys), CancellationToken.None);
        if (lookup is not null)
        {
            var hits = lookup.Values.Count(value => value is not null);
            GatewayMetrics.Cache("hit", hits);
            GatewayMetrics.Cache("miss", keys.Count - hits);
        }
        return lookup;
    }

    /// <param name="entries">Keys and JSON.</param>
    /// <param name="sharing">What the subgraph said.</param>
    /// <param name="before">The group versions from before the fetch.</param>
    public async Task StoreAsync(
        IReadOnlyList<(string Key, ReadOnlyMemory<byte> Json)> entries, Sharing sharing, GroupVersions before)
    {
        var age = sharing.MaxAge < options.LongestAge ? sharing.MaxAge : options.LongestAge;
        var stored = entries.Where(entry => entry.Json.Length <= options.EntryBytes).ToList();
        await redis.TryAsync(
            async database =>
            {
                await Task.WhenAll(stored.Select(entry => database.StringSetAsync(
                    entry.Key,
                    new CacheEntry(before.Incarnation, before.Clock, sharing.Groups, entry.Json).Write(),
                    Jittered(age))));
                GatewayMetrics.Cache("stored", stored.Count);
                return stored;
            },
            CancellationToken.None);
    }

    /// <summary>Makes all entries of a group stale, unless the group has this version already.</summary>
    /// <returns>False where Redis did not take it: the caller must try again.</returns>
    public async Task<bool> DropAsync(string group, string version, CancellationToken cancellationToken)
    {
        var result = await redis.TryAsync(
            database => database.ScriptEvaluateAsync(
                DropScript, [GroupVersions.Key], [GroupVersions.FieldOf(group), version, NewIncarnation()]),
            cancellationToken);
        if (result is not null && (long)result > 0)
        {
            log.GroupDropped(group, version);
        }
        return result is not null;
    }

    private static async Task<CacheLookup?> FindAsync(IDatabase database, IReadOnlyList<string> keys)
    {
        // The versions go first: Redis answers a connection in order, so they are never younger than the values.
        var hash = database.HashGetAllAsync(GroupVersions.Key);
        var values = await database.StringGetAsync([.. keys.Select(key => (RedisKey)key)]);
        var versions = GroupVersions.Read(await hash);
        if (versions is null)
        {
            await database.HashSetAsync(
                GroupVersions.Key, GroupVersions.IncarnationField, NewIncarnation(), When.NotExists);
            versions = GroupVersions.Read(await database.HashGetAllAsync(GroupVersions.Key));
        }
        return versions is null ? null : new CacheLookup([.. values.Select(value => Fresh(value, versions))], versions);
    }

    private static ReadOnlyMemory<byte>? Fresh(RedisValue value, GroupVersions versions) =>
        !value.IsNull
        && CacheEntry.Read((byte[])value!) is { } entry
        && versions.AreUnchangedSince(entry.Incarnation, entry.Clock, entry.Groups)
            ? entry.Json
            : default(ReadOnlyMemory<byte>?);   // not `null`, which would convert to empty memory here

    /// <summary>Up to a tenth shorter, so that entries filled together do not end together.</summary>
    private static TimeSpan Jittered(TimeSpan age) => age - (age * (Random.Shared.NextDouble() / 10));

    private static string NewIncarnation() => Guid.NewGuid().ToString("N");
}
