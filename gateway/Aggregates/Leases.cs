using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Events;
using Monitor.Gateway.Redis;
using StackExchange.Redis;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// Which replica fills a key: one at a time, for a short while that it lengthens as long as it is at it, so that one
/// that dies holds up the others for no longer. Those who wait are told over <see cref="IReplicaEvents"/>.
/// </summary>
internal sealed class Leases : IDisposable
{
    private const string Topic = "cache.filled";

    private const string AcquireScript = """
        local got = {}
        for i, key in ipairs(KEYS) do
          if redis.call('EXISTS', key) == 0 then
            redis.call('HSET', key, 'holder', ARGV[1])
            redis.call('PEXPIRE', key, ARGV[2])
            got[i] = 1
          else
            redis.call('HSET', key, 'waited', '1')
            got[i] = 0
          end
        end
        return got
        """;

    private const string RenewScript = """
        for _, key in ipairs(KEYS) do
          if redis.call('HGET', key, 'holder') == ARGV[1] then redis.call('PEXPIRE', key, ARGV[2]) end
        end
        return #KEYS
        """;

    private const string ReleaseScript = """
        for _, key in ipairs(KEYS) do
          if redis.call('HGET', key, 'holder') == ARGV[1] then
            local waited = redis.call('HGET', key, 'waited')
            redis.call('DEL', key)
            if waited then redis.call('PUBLISH', ARGV[2], ARGV[3] .. key) end
          end
        end
        return #KEYS
        """;

    private readonly RedisCalls redis;
    private readonly TimeSpan life;
    private readonly IDisposable hearing;
    private readonly string holder = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, bool> held = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new();
    private int isRenewing;

    public Leases(RedisCalls redis, IReplicaEvents replicas, IOptions<AggregateOptions> options)
    {
        this.redis = redis;
        life = options.Value.Lease;
        hearing = replicas.Subscribe(Topic, Tell);
    }

    /// <summary>Names the lease of a key whose group versions bear a mark.</summary>
    /// <remarks>Whoever saw a later drop must not wait for a fetch that began before it.</remarks>
    public static string NameOf(string mark, string key) => $"monitor:lease:{mark}:{key}";

    /// <summary>
    /// For each: whether this replica is to fill it now. Null where Redis does not say: then each may.
    /// </summary>
    public async Task<IReadOnlyList<bool>?> AcquireAsync(IReadOnlyList<string> leases)
    {
        var result = await redis.TryAsync(
            database => database.ScriptEvaluateAsync(
                AcquireScript, Keys(leases), [holder, (long)life.TotalMilliseconds]),
            CancellationToken.None);
        if (result is null)
        {
            return null;
        }
        var got = ((long[])result!).Select(each => each == 1).ToList();
        for (var index = 0; index < leases.Count; index++)
        {
            if (got[index])
            {
                held[leases[index]] = true;
            }
        }
        KeepUp();
        return got;
    }

    /// <summary>Whether some replica holds it; null where Redis does not say.</summary>
    public async Task<bool?> IsHeldAsync(string lease) => (bool?)await redis.TryAsync(
        async database => (object)await database.KeyExistsAsync(lease), CancellationToken.None);

    /// <summary>Gives them back, and tells those who wait.</summary>
    public Task ReleaseAsync(IReadOnlyList<string> leases)
    {
        var own = leases.Where(lease => held.TryRemove(lease, out _)).ToList();
        return own.Count == 0 ? Task.CompletedTask : redis.TryAsync(
            database => database.ScriptEvaluateAsync(
                ReleaseScript, Keys(own), [holder, ReplicaEvents.Channel, ReplicaEvents.MessageOf("", Topic, "")]),
            CancellationToken.None);
    }

    /// <summary>Lets them end by themselves: nobody is to try again before that.</summary>
    public void LetEnd(IEnumerable<string> leases)
    {
        foreach (var lease in leases)
        {
            held.TryRemove(lease, out _);
        }
    }

    /// <summary>Waits until it is told that a lease was given back, at most so long.</summary>
    public async Task WaitAsync(string lease, TimeSpan longest)
    {
        var told = waiting.GetOrAdd(
            lease, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await Task.WhenAny(told.Task, Task.Delay(longest));
        waiting.TryRemove(KeyValuePair.Create(lease, told));
    }

    public void Dispose()
    {
        hearing.Dispose();
        held.Clear();
    }

    private void Tell(string lease)
    {
        if (waiting.TryRemove(lease, out var told))
        {
            told.TrySetResult();
        }
    }

    private void KeepUp()
    {
        if (!held.IsEmpty && Interlocked.Exchange(ref isRenewing, 1) == 0)
        {
            _ = Task.Run(RenewAsync);
        }
    }

    private async Task RenewAsync()
    {
        while (!held.IsEmpty)
        {
            await Task.Delay(life / 3);
            var leases = held.Keys.ToList();
            if (leases.Count > 0)
            {
                await redis.TryAsync(
                    database => database.ScriptEvaluateAsync(
                        RenewScript, Keys(leases), [holder, (long)life.TotalMilliseconds]),
                    CancellationToken.None);
            }
        }
        Interlocked.Exchange(ref isRenewing, 0);
        KeepUp();
    }

    private static RedisKey[] Keys(IEnumerable<string> names) => [.. names.Select(name => (RedisKey)name)];
}
