using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitor.Gateway.Redis;
using StackExchange.Redis;

namespace Monitor.Gateway.Events;

/// <summary>
/// <see cref="IReplicaEvents"/> over one channel of Redis pub/sub. A message is three lines: which replica says it,
/// the topic, and the JSON.
/// </summary>
internal sealed class ReplicaEvents(RedisCalls redis, IConfiguration settings, ILogger<ReplicaEvents> log)
    : IReplicaEvents, IHostedService, IAsyncDisposable
{
    /// <summary>The channel of all replicas.</summary>
    public const string Channel = "monitor:replicas";

    private readonly string replica = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, ImmutableList<Action<string>>> handlers = new();
    private ImmutableList<Action> whenConnected = [];
    private RedisSubscriber? subscriber;

    public async Task<bool> PublishAsync(string topic, string json, CancellationToken cancellationToken)
    {
        Hand(topic, json);
        if (!redis.IsConfigured)
        {
            return true;
        }
        var message = MessageOf(replica, topic, json);
        return await redis.TryAsync(
            async database =>
            {
                await database.PublishAsync(Channel, message);
                return message;
            },
            cancellationToken) is not null;
    }

    /// <summary>What stands on the channel.</summary>
    /// <param name="replica">Empty: every replica is to hear it, also the one that says it.</param>
    /// <param name="topic">One line.</param>
    /// <param name="json">The rest.</param>
    public static string MessageOf(string replica, string topic, string json) => $"{replica}\n{topic}\n{json}";

    public IDisposable Subscribe(string topic, Action<string> handler)
    {
        handlers.AddOrUpdate(topic, _ => [handler], (_, known) => known.Add(handler));
        return new Ending(() => handlers.AddOrUpdate(topic, _ => [], (_, known) => known.Remove(handler)));
    }

    public IDisposable OnConnected(Action handler)
    {
        ImmutableInterlocked.Update(ref whenConnected, (known, added) => known.Add(added), handler);
        return new Ending(
            () => ImmutableInterlocked.Update(ref whenConnected, (known, gone) => known.Remove(gone), handler));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.GetConnectionString("Redis") is { Length: > 0 } connection)
        {
            subscriber = new RedisSubscriber(ConfigurationOptions.Parse(connection), Channel, Hear, TellConnected, log);
        }
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref subscriber, null) is { } running)
        {
            await running.DisposeAsync();
        }
    }

    private void Hear(string message)
    {
        if (message.Split('\n', 3) is [var from, var topic, var json] && from != replica)
        {
            Hand(topic, json);
        }
    }

    private void Hand(string topic, string json)
    {
        foreach (var handler in handlers.GetValueOrDefault(topic, []))
        {
            Call(topic, () => handler(json));
        }
    }

    private void TellConnected()
    {
        foreach (var handler in whenConnected)
        {
            Call("connected", handler);
        }
    }

    private void Call(string topic, Action handler)
    {
        try
        {
            handler();
        }
        catch (Exception failure)
        {
            log.ReplicaHandlerFailed(topic, failure);
        }
    }

    private sealed class Ending(Action end) : IDisposable
    {
        private Action? end = end;

        public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke();
    }
}
