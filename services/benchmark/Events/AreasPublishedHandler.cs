using Monitor.Benchmark.Storage;
using Monitor.Dapr;

namespace Monitor.Benchmark.Events;

/// <summary>
/// Copies the areas anew, those that figures are about too. What is fetched is always the newest, so repeats and order
/// do not matter.
/// </summary>
public sealed class AreasPublishedHandler(ReferenceData reference, FigureAreas figures, LineageStore lineage)
    : IHandle<AreasPublished>
{
    public async Task<Delivery> HandleAsync(Received<AreasPublished> received, CancellationToken cancellationToken)
    {
        var current = await reference.RefreshAreasAsync(cancellationToken);
        await figures.KeepAsync(current, cancellationToken);
        await lineage.ForgetAsync(cancellationToken); // fetched again when it is asked for
        return Delivery.Done;
    }
}
