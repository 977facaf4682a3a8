namespace Monitor.Scoring.Domain;

/// <summary>
/// Applies the rule <c>succession-1</c> of questionnaire (<c>Query.successionRule</c> has its text) to the scores of
/// one round: for a municipality that did not answer it itself.
/// </summary>
public static class SuccessionRule
{
    /// <summary>The rule that this is; what another one asks for is not known here.</summary>
    public const string Id = "succession-1";

    /// <summary>
    /// The scores derived from those of the predecessors that answered; null when none did. A merged municipality has
    /// the mean weighted with inhabitants, a renamed one the same scores; one that only received a part of a split one
    /// inherits. All parts, totals and averages stay unrounded.
    /// </summary>
    /// <param name="successor">Whose scores are asked for.</param>
    /// <param name="answered">Own scores of those predecessors that answered the round, by code.</param>
    /// <param name="questionnaire">Of the round: it orders the objectives.</param>
    /// <param name="normsOf">The norms of a rule set, and its version.</param>
    public static RoundScores? Derive(
        Successor successor,
        IReadOnlyDictionary<string, RoundScores> answered,
        Questionnaire questionnaire,
        Func<string, (int Version, Norms Norms)> normsOf)
    {
        var all = successor.Sources.Where(s => answered.ContainsKey(s.Code)).ToList();
        var merged = all.Where(s => s.Kind != SuccessionKind.Split).ToList();
        var chosen = merged.Count > 0 ? merged : all;
        if (chosen.Count == 0)
        {
            return null;
        }

        // Scores made by different rules are never put together: those of the newest one count.
        var ruleSet = chosen.Select(s => answered[s.Code].RuleSet).MaxBy(id => normsOf(id).Version)!;
        var norms = normsOf(ruleSet).Norms;
        chosen = [.. chosen.Where(s => answered[s.Code].RuleSet == ruleSet)];
        RoundObjective[] objectives =
        [
            .. questionnaire.Objectives
                .Select(o => Derive(o.Id, successor, chosen, answered, norms))
                .OfType<RoundObjective>(),
        ];
        var (average, band) = MeanOf(objectives, norms);
        return new RoundScores(
            answered[chosen[0].Code].Round,
            questionnaire.Id,
            ruleSet,
            chosen.Exists(s => answered[s.Code].Generated),
            DerivationOf(successor, chosen),
            average,
            band,
            [
                .. questionnaire.Objectives.GroupBy(o => o.Theme).OrderBy(t => t.Key)
                    .Select(t => Of(t, objectives, norms)),
            ],
            objectives);
    }

    private static ThemeScore Of(
        IGrouping<Theme, Objective> theme, RoundObjective[] objectives, Norms norms)
    {
        RoundObjective[] its = [.. objectives.Where(o => theme.Any(t => t.Id == o.Objective))];
        var (average, band) = MeanOf(its, norms);
        return new ThemeScore(theme.Key, average, band, theme.Count(), its.Length);
    }

    private static (decimal? Average, Band? Band) MeanOf(RoundObjective[] objectives, Norms norms)
    {
        if (objectives.Length == 0)
        {
            return (null, null);
        }

        var average = objectives.Sum(o => o.Total) / objectives.Length;
        return (average, norms.BandOf(average));
    }

    private static RoundObjective? Derive(
        string objective,
        Successor successor,
        List<Predecessor> chosen,
        IReadOnlyDictionary<string, RoundScores> answered,
        Norms norms)
    {
        var scores = chosen
            .Select(s => (Source: s, Score: answered[s.Code].Objectives.FirstOrDefault(o => o.Objective == objective)))
            .Where(s => s.Score is not null)
            .Select(s => (s.Source, Score: s.Score!))
            .ToList();
        if (scores.Count == 0)
        {
            return null;
        }

        var derivation = DerivationOf(successor, [.. scores.Select(s => s.Source)]);
        decimal Mean(Func<RoundObjective, decimal> points) =>
            scores.Zip(derivation.Sources, (s, by) => points(s.Score) * (by.Weight ?? 1)).Sum()
            / derivation.Sources.Sum(by => by.Weight ?? 1);
        var (anchoring, content, reach) = (Mean(s => s.Anchoring), Mean(s => s.Content), Mean(s => s.Reach));
        return new RoundObjective(
            objective, anchoring, content, reach, norms.BandOf(anchoring + content + reach), derivation);
    }

    private static Derivation DerivationOf(Successor successor, List<Predecessor> sources)
    {
        var isWeighted = sources.Count > 1 && sources.All(s => s.Weight is > 0);
        return new Derivation(
            Id,
            sources[0].Kind,
            [.. sources.Select(s => new DerivedFrom(s.Code, isWeighted || sources.Count == 1 ? s.Weight : null))],
            CoveredShare(successor, sources));
    }

    private static decimal? CoveredShare(Successor successor, List<Predecessor> sources)
    {
        if (sources[0].Kind != SuccessionKind.Merge)
        {
            return sources[0].Kind == SuccessionKind.Rename ? 1 : null;
        }

        var whole = successor.Sources.Where(s => s.Kind == SuccessionKind.Merge).Select(s => s.Weight).ToList();
        if (successor.Existed)
        {
            whole.Add(successor.Weight);
        }

        return whole.Contains(null) ? null : (decimal)sources.Sum(s => s.Weight)! / whole.Sum(w => w!.Value);
    }
}
