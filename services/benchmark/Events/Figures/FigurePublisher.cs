using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;
using Npgsql;

namespace Monitor.Benchmark.Events;

/// <summary>
/// The one way in for figures: stores them, makes anew the estimates that rest on them, and tells of what is new in the
/// same transaction. What changes nothing tells nothing.
/// </summary>
public sealed class FigurePublisher(ObservationStore observations, Outbox outbox)
{
    /// <summary>Observations that go in one statement: a large table must not outlast a command's time.</summary>
    private const int BatchSize = 10_000;

    /// <summary>
    /// As <see cref="ObservationStore.AddAsync"/>, in batches; no figure may be in two of them. The event names the
    /// indicators that changed, and the estimates among them.
    /// </summary>
    /// <returns>What came of those that were given, without the estimates.</returns>
    public async Task<AddedObservations> AddAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Observation> added, CancellationToken cancellationToken)
    {
        var (fresh, revised, equal) = (new List<Observation>(), new List<Revision>(), new List<Observation>());
        foreach (var batch in added.Chunk(BatchSize))
        {
            var result = await observations.AddAsync(transaction, batch, cancellationToken);
            fresh.AddRange(result.New);
            revised.AddRange(result.Revised);
            equal.AddRange(result.Equal);
        }

        var all = new AddedObservations(fresh, revised, equal);
        if (all.HasChanges)
        {
            var changed = all.Indicators;
            var made = await Estimates.MakeAsync(transaction, changed, cancellationToken);
            var estimated = await observations.AddAsync(transaction, made, cancellationToken);
            await TellAsync(
                transaction, [.. changed.Union(estimated.Indicators).Order(StringComparer.Ordinal)], cancellationToken);
        }

        return all;
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
