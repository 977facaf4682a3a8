using Monitor.Benchmark.Storage;
using Monitor.Dapr;

namespace Monitor.Benchmark.Events;

/// <summary>Keeps the scores of a revision, and looks whether a release was waiting for them.</summary>
/// <remarks>
/// Repeats change nothing (inbox); <see cref="ScoreStore.SaveAsync"/> never makes an older revision the current one.
/// </remarks>
public sealed class ScoresCalculatedHandler(
    Inbox inbox, ScoringClient scoring, ScoreStore scores, ReleaseWorker releases, ILogger<ScoresCalculatedHandler> log)
    : IHandle<ScoresCalculated>
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

        await scores.SaveAsync(effect.Transaction, found, cancellationToken);
        await effect.CommitAsync(cancellationToken);
        releases.Wake();
        return Delivery.Done;
    }
}
