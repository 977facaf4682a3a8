using System.Text.Json;
using Monitor.Gateway.Events;
using Monitor.Gateway.Serving;

namespace Monitor.Gateway.Subscriptions;

/// <summary>Tells live queries what reached any replica of the gateway.</summary>
internal sealed class SubscriptionEvents(
    CurrentGraph current, IReplicaEvents replicas, LiveQueries queries, ILogger<SubscriptionEvents> log)
    : IHostedService
{
    private readonly Dictionary<string, IDisposable> topics = new(StringComparer.Ordinal);
    private IDisposable? connected;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        connected = replicas.OnConnected(queries.LookAgain);
        HearTopics();
        current.Changed += Change;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        current.Changed -= Change;
        connected?.Dispose();
        foreach (var topic in topics.Values)
        {
            topic.Dispose();
        }
        topics.Clear();
        return Task.CompletedTask;
    }

    /// <summary>Other replicas may pass on already what this one's sidecar delivers only after a restart.</summary>
    private void Change()
    {
        var known = topics.Count;
        HearTopics();
        if (topics.Count > known)
        {
            log.NewTopics(string.Join(", ", topics.Keys.Order(StringComparer.Ordinal)));
        }
        queries.Reopen();
    }

    private void HearTopics()
    {
        foreach (var (topic, _) in current.Now.Graph.Events.Topics)
        {
            if (!topics.ContainsKey(topic))
            {
                topics[topic] = replicas.Subscribe(topic, Hear);
            }
        }
    }

    private void Hear(string json)
    {
        try
        {
            queries.Hear(HeardEvent.Read(json));
        }
        catch (JsonException unreadable)
        {
            log.ReplicaEventUnreadable(unreadable.Message);
        }
    }
}
