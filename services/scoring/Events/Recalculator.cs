using Monitor.Dapr;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Storage;
using Npgsql;

namespace Monitor.Scoring.Events;

/// <summary>Scores the responses of a round by a rule set that was published after they were submitted.</summary>
public sealed class Recalculator(
    NpgsqlDataSource database,
    QuestionnaireClient questionnaires,
    Scorers scorers,
    ScoreStore scores,
    RecalculationStore recalculations,
    Outbox outbox)
{
    /// <summary>
    /// Scores one batch: its scores, its events and the place behind it are there together, or not at all. Scores by
    /// other rule sets stay as they are.
    /// </summary>
    /// <returns>True when there may be more.</returns>
    public async Task<bool> StepAsync(Recalculation at, int batch, CancellationToken cancellationToken)
    {
        var page = await questionnaires.AnswersAsync(at.Round, at.After, batch, cancellationToken);
        var scorer = await scorers.OfAsync(at.RuleSet, at.Questionnaire, cancellationToken);
        var counting = await scores.CountingAsync(page.Items.Select(r => r.ResponseId), cancellationToken);

        // A revision that was not heard of yet comes by its event, and is scored by this rule set or a newer one then.
        ScoredResponse[] scored =
        [
            .. page.Items.Where(r => counting.GetValueOrDefault(r.ResponseId) == r.Revision)
                .Select(r => Score(scorer, r)),
        ];
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await recalculations.AdvanceAsync(transaction, at, scored.Length, page.Next, cancellationToken))
        {
            await StoreAsync(transaction, scored, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return page.Next is not null;
    }

    /// <summary>Adds scores and tells of them.</summary>
    public async Task StoreAsync(
        NpgsqlTransaction transaction, IReadOnlyList<ScoredResponse> scored, CancellationToken cancellationToken)
    {
        await scores.AddAsync(transaction, scored, cancellationToken);
        await outbox.AddAllAsync(
            transaction, ScoresCalculated.Topic, [.. scored.Select(ScoresCalculated.Of)], cancellationToken);
    }

    /// <summary>What a submitted revision comes to.</summary>
    public static ScoredResponse Score(Scorer scorer, SubmittedResponse response)
    {
        var sheet = response.ToSheet();
        return new ScoredResponse(
            response.ResponseId, response.Revision, response.Round, response.Municipality, response.Questionnaire,
            response.Generated, scorer.Score(sheet), scorer.Suggest(sheet));
    }
}
