using Monitor.Dapr;

namespace Monitor.Benchmark.Events;

/// <summary>Copies the areas anew. What is fetched is always the newest, so repeats and order do not matter.</summary>
public sealed class AreasPublishedHandler(ReferenceData reference) : IHandle<AreasPublished>
{
    public async Task<Delivery> HandleAsync(Received<AreasPublished> received, CancellationToken cancellationToken)
    {
        await reference.RefreshAreasAsync(cancellationToken);
        return Delivery.Done;
    }
}
