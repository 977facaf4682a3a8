using Monitor.Benchmark.Storage;
using Monitor.Dapr;

namespace Monitor.Benchmark.Events;

/// <summary>Keeps the scores of a revision, and looks whether a release was waiting for them.</summary>
/// <remarks>
/// Repeats change nothing (inbox); <see cref="ScoreStore.SaveAsync"/> never makes an older revision the current one.
/// </remarks>
public sealed class ScoresCalculatedHandler(
    Inbox inbox, ScoringClient scoring, ScoreStore scores, ReleaseWorker releases, ILogger<ScoresCalculatedHandler> log)
    : IHandleMany<ScoresCalculated>
{
    public async Task<Delivery> HandleAsync(Received<ScoresCalculated> received, CancellationToken cancellationToken)
    {
        var calculated = received.Data;
        var found = await scoring.ScoresAsync(calculated.ResponseId, calculated.Revision, cancellationToken);
        if (found is null)
        {
            log.NoSuchScores(calculated.ResponseId, calculated.Revision);
            return Delivery.Drop; // scoring tells of scores only after it has stored them
        }

        await using var effect = await inbox.BeginAsync(received, cancellationToken);
        if (effect.AlreadyHandled)
        {
            return Delivery.Done;
        }

        await scores.SaveAsync(effect.Transaction, [found], cancellationToken);
        await effect.CommitAsync(cancellationToken);
        releases.Wake();
        return Delivery.Done;
    }

    /// <summary>One call to scoring and three statements for a whole page.</summary>
    public async Task<IReadOnlyList<Delivery>> HandleManyAsync(
        IReadOnlyList<Received<ScoresCalculated>> received, CancellationToken cancellationToken)
    {
        var found = await FindAsync(received.Select(KeyOf).Distinct(), cancellationToken);
        await using var effects = await inbox.BeginManyAsync(
            [.. received.Where(each => found.ContainsKey(KeyOf(each)))], cancellationToken);
        await scores.SaveAsync(
            effects.Transaction, [.. effects.New.Select(KeyOf).Distinct().Select(key => found[key])],
            cancellationToken);
        await effects.CommitAsync(cancellationToken);
        releases.Wake();
        return [.. received.Select(each => EndOf(KeyOf(each)))];

        Delivery EndOf(RevisionKey key)
        {
            if (found.ContainsKey(key))
            {
                return Delivery.Done;
            }

            log.NoSuchScores(key.ResponseId, key.Revision);
            return Delivery.Drop;
        }
    }

    private async Task<Dictionary<RevisionKey, Scores>> FindAsync(
        IEnumerable<RevisionKey> wanted, CancellationToken cancellationToken)
    {
        var found = new Dictionary<RevisionKey, Scores>();
        foreach (var page in wanted.Chunk(ScoringClient.LargestPage))
        {
            foreach (var each in await scoring.ScoresAsync(page, cancellationToken))
            {
                found[new RevisionKey(each.ResponseId, each.Revision)] = each;
            }
        }

        return found;
    }

    private static RevisionKey KeyOf(Received<ScoresCalculated> received) =>
        new(received.Data.ResponseId, received.Data.Revision);
}
