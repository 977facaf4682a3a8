using Monitor.Dapr;

namespace Monitor.Gateway.Aggregates;

/// <summary>A round's figures were released: what was cached about the round is out of date.</summary>
/// <param name="Round">Year.</param>
/// <param name="Release">Id of the release.</param>
public sealed record ReleasePublished(int Round, string Release);

/// <summary>
/// Drops the cached aggregates of the round. Repeats change nothing: the group has that version already.
/// </summary>
internal sealed class ReleasePublishedHandler(AggregateCache cache) : IHandle<ReleasePublished>
{
    public async Task<Delivery> HandleAsync(Received<ReleasePublished> received, CancellationToken cancellationToken)
    {
        var (round, release) = received.Data;
        return !cache.IsConfigured || await cache.DropAsync($"release-{round}", release, cancellationToken)
            ? Delivery.Done
            : Delivery.Retry;
    }
}
