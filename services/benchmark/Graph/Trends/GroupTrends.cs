using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>A group's released means through the rounds: the figures of the releases, and nothing else.</summary>
public sealed class GroupTrends(
    ReleasedRoundStore releases, AggregateStore aggregates, AskedQuestionnaires questionnaires)
{
    /// <summary>A point for each released round; where the group is not shown it has the reason.</summary>
    /// <param name="group">Kind, code and the parts that count; null for a group of which nothing is released.</param>
    /// <param name="objective">Id; null: the average over objectives.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async Task<IReadOnlyList<ScoreInRound>> ReadAsync(
        AggregateKey? group, string? objective, CancellationToken cancellationToken)
    {
        var released = await releases.AllAsync(cancellationToken);
        var found = group is null
            ? new Dictionary<AggregateKey, ReleasedAggregate>()
            : await aggregates.FindAsync(released.Select(r => group with { Round = r.Round }), cancellationToken);
        var scores = new List<ScoreInRound>();
        foreach (var round in released)
        {
            var questionnaire = await questionnaires.FindAsync(round.Questionnaire, cancellationToken);
            var figures = group is null
                ? ScoreFigures.Without(SuppressionReason.NotReleasedForKind)
                : FiguresOf(
                    found.GetValueOrDefault(group with { Round = round.Round })?.Aggregate, questionnaire, objective);
            scores.Add(new ScoreInRound(
                round.Round,
                round.Release,
                round.Generated,
                new ScoreBasis(questionnaire, round.RuleSet),
                figures.N,
                figures.Mean?.Total,
                figures.Reason,
                figures.Band));
        }

        return scores;
    }

    private static ScoreFigures FiguresOf(Aggregate? aggregate, Questionnaire questionnaire, string? objective)
    {
        if (objective is not null && questionnaire.Objectives.All(o => o.Id != objective))
        {
            return ScoreFigures.Without(SuppressionReason.NotAsked);
        }

        // A crossing that is withheld is not stored.
        if (aggregate is null or { Reason: not null })
        {
            return ScoreFigures.Without(aggregate?.Reason ?? SuppressionReason.TooFew);
        }

        return objective is null
            ? aggregate.Average
            : aggregate.Objectives.FirstOrDefault(o => o.Objective == objective)
                ?? ScoreFigures.Without(SuppressionReason.TooFew);
    }
}
