using System.Threading.Channels;

namespace Monitor.Sidecar;

/// <summary>Reads an app's topics and hands each entry to a worker; takes over what was left pending.</summary>
internal sealed class Consumers(
    Brokers brokers, Delivery delivery, SidecarArguments arguments, TimeProvider time, ILogger<Consumers> log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <summary>Delivers until cancelled; entries in hand then stay unacknowledged, and come again later.</summary>
    public Task RunAsync(SidecarApp app, CancellationToken cancellationToken) =>
        Task.WhenAll(app.Subscriptions
            .GroupBy(subscription => subscription.PubSub)
            .Select(group => RunAsync(
                app, brokers.Find(group.Key, app.Id)!, group.ToDictionary(each => each.Topic), cancellationToken)));

    private async Task RunAsync(
        SidecarApp app, RedisStreams broker, Dictionary<string, AppSubscription> byTopic,
        CancellationToken cancellationToken)
    {
        var queue = Channel.CreateBounded<StreamEntry>(broker.Component.QueueDepth);
        var consumer = new Consumer(
            app, broker, broker.Component.ConsumerId ?? app.Id, [.. byTopic.Keys], byTopic, queue);
        List<Task> all =
        [
            ReadAsync(consumer, cancellationToken),
            .. Enumerable.Range(0, broker.Component.Concurrency).Select(_ => WorkAsync(consumer, cancellationToken)),
        ];
        if (consumer.Reclaims)
        {
            all.Add(ReclaimAsync(consumer, cancellationToken));
        }
        await Task.WhenAll(all);
    }

    private async Task ReadAsync(Consumer consumer, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ReadUntilFailureAsync(consumer, () => pause = FirstPause, cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // NOGROUP among them: Redis lost its data, and the groups are made again, from the start.
                log.BrokerReadFailed(consumer.App.Id, failure.Message);
                await PauseAsync(pause, cancellationToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private static async Task ReadUntilFailureAsync(
        Consumer consumer, Action succeeded, CancellationToken cancellationToken)
    {
        var reader = await consumer.Broker.OpenReaderAsync();
        try
        {
            await CreateGroupsAsync(consumer);
            await ReclaimOnceAsync(consumer, cancellationToken);
            while (!cancellationToken.IsCancellationRequested)
            {
                var entries = await consumer.Broker.ReadAsync(reader, consumer.Group, consumer.Topics);
                succeeded();
                foreach (var entry in entries)
                {
                    await consumer.Queue.Writer.WriteAsync(entry, cancellationToken);
                }
            }
        }
        finally
        {
            await RedisStreams.CloseAsync(reader);
        }
    }

    private static async Task CreateGroupsAsync(Consumer consumer)
    {
        foreach (var topic in consumer.Topics)
        {
            await consumer.Broker.CreateGroupAsync(topic, consumer.Group);
        }
    }

    private async Task ReclaimAsync(Consumer consumer, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await PauseAsync(consumer.Broker.Component.RedeliverInterval, cancellationToken);
            try
            {
                await ReclaimOnceAsync(consumer, cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // The reader meets the same, and makes the groups again.
                log.ReclaimFailed(consumer.App.Id, failure.Message);
            }
        }
    }

    private static async Task ReclaimOnceAsync(Consumer consumer, CancellationToken cancellationToken)
    {
        if (!consumer.Reclaims)
        {
            return;
        }
        foreach (var topic in consumer.Topics)
        {
            foreach (var entry in await consumer.Broker.ClaimAsync(topic, consumer.Group))
            {
                await consumer.Queue.Writer.WriteAsync(entry, cancellationToken);
            }
        }
    }

    private async Task WorkAsync(Consumer consumer, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var entry = await consumer.Queue.Reader.ReadAsync(cancellationToken);
                var isHandled = await delivery.HandleAsync(
                    consumer.App, consumer.Broker, consumer.ByTopic[entry.Topic], entry, cancellationToken);
                if (isHandled || arguments.Ack == AckMode.V117)
                {
                    if (!isHandled)
                    {
                        log.EventLost(consumer.App.Id, entry.Topic, entry.Id);
                    }
                    await consumer.Broker.AcknowledgeAsync(entry.Topic, consumer.Group, entry.Id);
                }
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                log.AcknowledgeFailed(consumer.App.Id, failure.Message);   // delivered again after processingTimeout
            }
        }
    }

    private Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        Task.Delay(pause, time, cancellationToken).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private sealed record Consumer(
        SidecarApp App, RedisStreams Broker, string Group, IReadOnlyList<string> Topics,
        IReadOnlyDictionary<string, AppSubscription> ByTopic, Channel<StreamEntry> Queue)
    {
        /// <summary>Either setting at zero: what is left pending stays pending.</summary>
        public bool Reclaims =>
            Broker.Component is { ProcessingTimeout.Ticks: > 0, RedeliverInterval.Ticks: > 0 };
    }
}
