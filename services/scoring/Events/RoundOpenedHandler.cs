using Monitor.Dapr;

namespace Monitor.Scoring.Events;

/// <summary>Fetches the lineage anew: the round has a list of its own.</summary>
public sealed class RoundOpenedHandler(Lineages lineages) : IHandle<RoundOpened>
{
    public async Task<Delivery> HandleAsync(Received<RoundOpened> received, CancellationToken cancellationToken)
    {
        await lineages.RefreshAsync(cancellationToken);
        return Delivery.Done;
    }
}
