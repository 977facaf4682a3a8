using Monitor.Dapr;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Events;

/// <summary>Scores a submitted revision with the current rule set of its questionnaire.</summary>
/// <remarks>
/// Repeats change nothing (inbox). Scores of a late, older revision are stored, but
/// <see cref="ScoreStore.SaveAsync"/> never makes it the current one.
/// </remarks>
public sealed class ResponseSubmittedHandler(
    Inbox inbox,
    Outbox outbox,
    QuestionnaireClient questionnaires,
    RuleSetStore ruleSets,
    Scorers scorers,
    ScoreStore scores,
    ILogger<ResponseSubmittedHandler> log) : IHandle<ResponseSubmitted>
{
    public async Task<Delivery> HandleAsync(Received<ResponseSubmitted> received, CancellationToken cancellationToken)
    {
        var submitted = received.Data;
        var response = await questionnaires.ResponseAsync(
            submitted.ResponseId, submitted.Revision, cancellationToken);
        if (response is null)
        {
            log.NoSuchRevision(submitted.ResponseId, submitted.Revision);
            return Delivery.Drop; // will not come back: questionnaire keeps what it submitted, or removed it for good
        }

        if (await ruleSets.CurrentAsync(response.Questionnaire, cancellationToken) is not { } current)
        {
            log.NoRuleSet(submitted.ResponseId, submitted.Revision, response.Questionnaire);
            return Delivery.Retry;
        }

        await scorers.OfAsync(current, response.Questionnaire, cancellationToken); // fetched before the transaction
        if (await StoreAsync(received, response, cancellationToken) is { } scored)
        {
            log.ResponseScored(
                scored.ResponseId, scored.Revision, scored.Card.RuleSet, scored.Card.Objectives.Count);
        }

        return Delivery.Done;
    }

    /// <summary>
    /// Scores and stores; null when that was done before. The rule set is the one that is current until the
    /// transaction ends: one published meanwhile waits, and finds this score among those to recalculate.
    /// </summary>
    private async Task<ScoredResponse?> StoreAsync(
        Received<ResponseSubmitted> received, SubmittedResponse response, CancellationToken cancellationToken)
    {
        await using var effect = await inbox.BeginAsync(received, cancellationToken);
        if (effect.AlreadyHandled)
        {
            return null;
        }

        var current = await RuleSetStore.HoldCurrentAsync(
            effect.Transaction, response.Questionnaire, cancellationToken);
        var scorer = await scorers.OfAsync(current!, response.Questionnaire, cancellationToken);
        var scored = Recalculator.Score(scorer, response);
        await scores.SaveAsync(effect.Transaction, scored, cancellationToken);
        await outbox.AddAsync(
            effect.Transaction, ScoresCalculated.Topic, ScoresCalculated.Of(scored), cancellationToken);
        await effect.CommitAsync(cancellationToken);
        return scored;
    }
}
