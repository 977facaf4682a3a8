using Monitor.Dapr;

namespace Monitor.Scoring.Events;

/// <summary>Fetches the lineage anew.</summary>
public sealed class AreasPublishedHandler(Lineages lineages) : IHandle<AreasPublished>
{
    public async Task<Delivery> HandleAsync(Received<AreasPublished> received, CancellationToken cancellationToken)
    {
        await lineages.RefreshAsync(cancellationToken);
        return Delivery.Done;
    }
}
