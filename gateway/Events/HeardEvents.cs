using System.Text.Json;
using Monitor.Dapr;
using Monitor.Gateway.Aggregates;

namespace Monitor.Gateway.Events;

/// <summary>
/// What the gateway does with an event that reached this replica: first what is cached is dropped, for all replicas;
/// then all replicas are told under the event's topic, so that whoever asks because of it gets what is new.
/// </summary>
internal sealed class HeardEvents(AggregateEvents aggregates, IReplicaEvents replicas, TimeProvider clock)
{
    /// <summary>
    /// Older ones are no news: after each start, catching up goes through all events that the publishers keep.
    /// </summary>
    private static readonly TimeSpan newsFor = TimeSpan.FromMinutes(5);

    /// <summary>Repeats drop nothing, but all replicas hear them again.</summary>
    public async Task<Delivery> HandleAsync(
        string topic, Received<JsonElement> received, CancellationToken cancellationToken)
    {
        var heard = new HeardEvent(topic, received.Source, received.Id, received.Time, received.Data);
        var isDropped = await aggregates.DropAsync(heard, cancellationToken);
        // Where Redis takes neither, the cache is not asked here: this replica's clients hear the news all the same.
        var isTold = clock.GetUtcNow() - heard.Time > newsFor
            || await replicas.PublishAsync(topic, heard.Write(), cancellationToken);
        return isDropped && isTold ? Delivery.Done : Delivery.Retry;
    }
}

/// <summary>Subscribes to topics through the sidecar.</summary>
internal static class HeardEventsSetup
{
    /// <summary>Hears these topics, each once however often it is named.</summary>
    public static void MapHeardEvents(this WebApplication app, IEnumerable<HeardTopic> topics)
    {
        var events = app.Services.GetRequiredService<HeardEvents>();
        foreach (var (topic, publisher) in topics.Distinct())
        {
            app.MapEvent<JsonElement>(
                topic,
                publisher,
                (received, cancellationToken) => events.HandleAsync(topic, received, cancellationToken));
        }
    }
}
