using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Monitor.Dapr;

/// <summary>
/// Asks each publisher for the events that the broker lost: at the start, when a position is skipped, and every
/// <see cref="DaprOptions.CatchUpEvery"/>.
/// </summary>
internal sealed class CatchUp(
    Subscriptions subscriptions, EventDispatcher dispatcher, IHandledEvents handled, DaprClient dapr,
    IOptions<DaprOptions> settings, TimeProvider time, ILogger<CatchUp> log) : BackgroundService
{
    private readonly DaprOptions options = settings.Value;
    private readonly Dictionary<string, PublisherFollower> followers = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var ofPublisher in subscriptions.All.GroupBy(subscription => subscription.Publisher))
        {
            followers.Add(ofPublisher.Key, new PublisherFollower(
                ofPublisher.Key, ofPublisher.ToDictionary(each => each.Topic), dispatcher, handled, dapr, options,
                time, log));
        }
        return base.StartAsync(cancellationToken);
    }

    /// <summary>
    /// Tells of a delivery by the sidecar: a position further than the next means that some are missing.
    /// </summary>
    public void Notice(string publisher, long position)
    {
        if (followers.TryGetValue(publisher, out var follower))
        {
            follower.Notice(position);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.HttpPort is null)
        {
            log.NoSidecar();
            return Task.CompletedTask;
        }
        return Task.WhenAll(followers.Values.Select(follower => follower.FollowAsync(stoppingToken)));
    }
}
