using Monitor.Dapr;
using Monitor.Scoring.Domain;
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

        var rules = await ruleSets.CurrentAsync(response.Questionnaire, cancellationToken);
        if (rules is null)
        {
            log.NoRuleSet(submitted.ResponseId, submitted.Revision, response.Questionnaire);
            return Delivery.Retry;
        }

        var scored = await ScoreAsync(response, rules, cancellationToken);
        await StoreAsync(received, scored, cancellationToken);
        log.ResponseScored(scored.ResponseId, scored.Revision, rules.Id, scored.Card.Objectives.Count);
        return Delivery.Done;
    }

    private async Task<ScoredResponse> ScoreAsync(
        SubmittedResponse response, RuleSet rules, CancellationToken cancellationToken)
    {
        var questionnaire = await questionnaires.QuestionnaireAsync(response.Questionnaire, cancellationToken);
        var scorer = new Scorer(rules, questionnaire);
        var sheet = response.ToSheet();
        return new ScoredResponse(
            response.ResponseId, response.Revision, response.Round, response.Municipality, response.Questionnaire,
            response.Generated, scorer.Score(sheet), scorer.Suggest(sheet));
    }

    private async Task StoreAsync(
        Received<ResponseSubmitted> received, ScoredResponse scored, CancellationToken cancellationToken)
    {
        await using var effect = await inbox.BeginAsync(received, cancellationToken);
        if (effect.AlreadyHandled)
        {
            return;
        }

        await scores.SaveAsync(effect.Transaction, scored, cancellationToken);
        await outbox.AddAsync(
            effect.Transaction,
            ScoresCalculated.Topic,
            new ScoresCalculated(
                scored.ResponseId, scored.Revision, scored.Round, scored.Municipality, scored.Card.RuleSet),
            cancellationToken);
        await effect.CommitAsync(cancellationToken);
    }
}
