using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// A municipality's own scores through the rounds: as released; live where a round is not; and of a round that it did
/// not answer itself, those of the municipalities whose area it holds. The caller has checked who asks.
/// </summary>
public sealed class OwnTrends(
    RoundStore rounds,
    ReleasedRoundStore releases,
    ReleaseMemberStore members,
    ScoreStore scores,
    Lineages lineages,
    AskedQuestionnaires questionnaires,
    RuleSetNorms norms)
{
    /// <summary>In order of the rounds; one with no scores of it or of a predecessor is absent.</summary>
    internal async Task<IReadOnlyList<ScoreInRound>> ReadAsync(
        string municipality, string? objective, Components components, CancellationToken cancellationToken)
    {
        var released = await releases.AllAsync(cancellationToken);
        var own = await members.OfAsync(municipality, released.Select(r => r.Release), cancellationToken);
        var derived = await DerivedAsync(
            municipality, [.. released.Where(r => !own.ContainsKey(r.Release))], cancellationToken);

        var found = new List<ScoreInRound>();
        foreach (var round in released)
        {
            var via = derived.GetValueOrDefault(round.Round);
            if ((own.GetValueOrDefault(round.Release)?.Scores ?? via?.Scores) is { } points)
            {
                found.Add(await ScoreAsync(round, points, objective, components, cancellationToken)
                    with { Via = via });
            }
        }

        var others = (await rounds.AllAsync(cancellationToken))
            .ExceptBy(released.Select(r => r.Round), r => r.Year).ToList();
        found.AddRange(await LiveAsync(municipality, others, objective, components, cancellationToken));
        return [.. found.OrderBy(s => s.Round)];
    }

    private async Task<IReadOnlyList<ScoreInRound>> LiveAsync(
        string municipality,
        IReadOnlyList<Round> unreleased,
        string? objective,
        Components components,
        CancellationToken cancellationToken)
    {
        var live = await scores.CurrentAsync(municipality, unreleased.Select(r => r.Year), cancellationToken);
        var found = new List<ScoreInRound>();
        foreach (var round in unreleased.Where(r => live.ContainsKey(r.Year)))
        {
            var current = live[round.Year];
            var points = current.Objectives.ToDictionary(
                o => o.Objective, o => new MemberScore(o.Anchoring, o.Content, o.Reach), StringComparer.Ordinal);
            var basis = new ReleasedRound(
                round.Year, Release: "", current.RuleSet, current.Generated, round.Questionnaire);
            found.Add(await ScoreAsync(basis, points, objective, components, cancellationToken)
                with { Release = null });
        }

        return found;
    }

    private async Task<ScoreInRound> ScoreAsync(
        ReleasedRound round,
        IReadOnlyDictionary<string, MemberScore> scored,
        string? objective,
        Components components,
        CancellationToken cancellationToken)
    {
        var questionnaire = await questionnaires.FindAsync(round.Questionnaire, cancellationToken);
        var points = OwnScores.On(scored, objective)?.PointsOf(components);
        var isAsked = objective is null || questionnaire.Objectives.Any(o => o.Id == objective);
        var bands = await norms.OfAsync(round.RuleSet, cancellationToken);
        return new ScoreInRound(
            round.Round,
            round.Release,
            round.Generated,
            new ScoreBasis(questionnaire, round.RuleSet),
            N: null,
            points,
            isAsked ? null : SuppressionReason.NotAsked,
            points is { } some ? bands?.BandOf(some * 100 / components.Maximum) : null);
    }

    private async Task<Dictionary<int, DerivedScores>> DerivedAsync(
        string municipality, IReadOnlyList<ReleasedRound> missing, CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, DerivedScores>();
        if (missing.Count == 0)
        {
            return found;
        }

        var lineage = await lineages.CurrentAsync(missing.Select(r => r.Round), cancellationToken);
        foreach (var round in missing)
        {
            if (lineage.Of(municipality, round.Round) is { } successor
                && SuccessionRule.Derive(
                    successor, await OfPredecessorsAsync(successor, round.Release, cancellationToken)) is { } derived)
            {
                found[round.Round] = derived;
            }
        }

        return found;
    }

    // Each is read as itself, so that row security shows no more than the lineage names.
    private async Task<Dictionary<string, IReadOnlyDictionary<string, MemberScore>>> OfPredecessorsAsync(
        Successor successor, string release, CancellationToken cancellationToken)
    {
        var answered = new Dictionary<string, IReadOnlyDictionary<string, MemberScore>>(StringComparer.Ordinal);
        foreach (var code in successor.Sources.Select(s => s.Code).Distinct(StringComparer.Ordinal))
        {
            if ((await members.OfAsync(code, [release], cancellationToken)).TryGetValue(release, out var member))
            {
                answered[code] = member.Scores;
            }
        }

        return answered;
    }
}
