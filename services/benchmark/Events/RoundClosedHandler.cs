using Monitor.Benchmark.Storage;
using Monitor.Dapr;

namespace Monitor.Benchmark.Events;

/// <summary>
/// Notes which revisions the release of a closed round is to be made of. It is made once their scores are all here:
/// now, or when the last of them comes.
/// </summary>
public sealed class RoundClosedHandler(
    Inbox inbox,
    QuestionnaireClient questionnaire,
    ReferenceData reference,
    PendingReleaseStore pending,
    ReleaseWorker releases,
    ILogger<RoundClosedHandler> log) : IHandle<RoundClosed>
{
    public async Task<Delivery> HandleAsync(Received<RoundClosed> received, CancellationToken cancellationToken)
    {
        var round = received.Data.Round;
        var accepted = await questionnaire.SubmissionsAsync(round, cancellationToken);
        if (!accepted.Closed)
        {
            log.NotYetClosed(round);
            return Delivery.Retry; // a set that may still change must not be frozen
        }

        await reference.RefreshRoundsAsync(cancellationToken);
        await using var effect = await inbox.BeginAsync(received, cancellationToken);
        if (effect.AlreadyHandled)
        {
            return Delivery.Done;
        }

        await pending.AddAsync(effect.Transaction, round, accepted.Items, cancellationToken);
        await effect.CommitAsync(cancellationToken);
        log.ReleasePending(round, accepted.Items.Count);
        releases.Wake();
        return Delivery.Done;
    }
}
