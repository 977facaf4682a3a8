using System.Text.Json;
using Monitor.Gateway.Events;
using Monitor.Gateway.Subscriptions;

namespace Monitor.Gateway.Membership;

/// <summary>
/// Hears of changed memberships, on whichever replica: what was known is dropped, and what the member listens to ends.
/// </summary>
internal sealed class MembershipChanges(
    IReplicaEvents replicas,
    Memberships memberships,
    LiveQueries queries,
    Callers callers,
    ILogger<MembershipChanges> log) : IHostedService
{
    private const string Topic = "membership.changed";

    private IDisposable? listening;

    /// <summary>What must be heard of the service that knows members.</summary>
    public static HeardTopic TopicOf(MembershipOptions options) => new(Topic, options.App);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        listening = callers.AreLookedUp ? replicas.Subscribe(Topic, Hear) : null;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        listening?.Dispose();
        return Task.CompletedTask;
    }

    private void Hear(string json)
    {
        try
        {
            var data = HeardEvent.Read(json).Data;
            var member = data.GetProperty("member").GetString() ?? throw new JsonException("member is null");
            var revision = data.GetProperty("revision").GetInt32();
            memberships.Drop(member, revision);
            queries.End(member, revision);
        }
        catch (Exception unreadable) when (
            unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            log.MembershipChangeUnreadable(unreadable.Message);
        }
    }
}
