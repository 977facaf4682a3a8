using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;
using Npgsql;

namespace Monitor.Benchmark.Events;

/// <summary>
/// The one way in for figures: stores them, and tells of what is new in the same transaction. What changes nothing
/// tells nothing.
/// </summary>
public sealed class FigurePublisher(ObservationStore observations, Outbox outbox)
{
    /// <summary>
    /// As <see cref="ObservationStore.AddAsync"/>; <c>figures.published</c> names the indicators that changed.
    /// </summary>
    public async Task<AddedObservations> AddAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Observation> added, CancellationToken cancellationToken)
    {
        var result = await observations.AddAsync(transaction, added, cancellationToken);
        if (result.HasChanges)
        {
            var changed = result.New.Concat(result.Revised.Select(r => r.Is)).Select(o => o.Indicator)
                .Distinct().Order(StringComparer.Ordinal);
            await TellAsync(transaction, [.. changed], cancellationToken);
        }

        return result;
    }

    /// <summary>Tells that figures, the catalogue or areas changed in this transaction.</summary>
    public async Task TellAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> indicators, CancellationToken cancellationToken)
    {
        var version = await CatalogueStore.RaiseVersionAsync(transaction, cancellationToken);
        await outbox.AddAsync(
            transaction, FiguresPublished.Topic, new FiguresPublished(version, indicators), cancellationToken);
    }
}
