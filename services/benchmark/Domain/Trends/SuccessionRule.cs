namespace Monitor.Benchmark.Domain;

/// <summary>Scores of a round that a municipality has from those whose area it holds.</summary>
/// <param name="Scores">By id of the objective; points are unrounded.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Kind">A mean of those merged, inherited, or carried over.</param>
/// <param name="Sources">Whose scores these are made of, by code.</param>
/// <param name="CoveredShare">
/// Share of the inhabitants of all that were merged that lived in the sources, 0 to 1, unrounded; null where a count is
/// not at hand, or the source is a part of a split municipality.
/// </param>
public sealed record DerivedScores(
    IReadOnlyDictionary<string, MemberScore> Scores,
    string Rule,
    SuccessionKind Kind,
    IReadOnlyList<string> Sources,
    decimal? CoveredShare);

/// <summary>
/// Applies the rule <c>succession-1</c> of questionnaire (<c>Query.successionRule</c> has its text) to the scores of
/// one round: for a municipality that did not answer it itself.
/// </summary>
public static class SuccessionRule
{
    /// <summary>The rule that this is; what another one asks for is not known here.</summary>
    public const string Id = "succession-1";

    /// <summary>
    /// The scores derived from those of the predecessors that answered; null when none did. Merged ones: per part of
    /// each objective the mean weighted with inhabitants; a renamed one: the same scores. Who only received a part of a
    /// split one inherits, where none of those merged answered.
    /// </summary>
    /// <param name="successor">Whose scores are asked for.</param>
    /// <param name="answered">Scores in the round of those that answered it, by code; others may be among them.</param>
    public static DerivedScores? Derive(
        Successor successor, IReadOnlyDictionary<string, IReadOnlyDictionary<string, MemberScore>> answered)
    {
        var all = successor.Sources.Where(s => answered.ContainsKey(s.Code)).ToList();
        var merged = all.Where(s => s.Kind != SuccessionKind.Split).ToList();
        var chosen = merged.Count > 0 ? merged : all;
        if (chosen.Count == 0)
        {
            return null;
        }

        var objectives = chosen.SelectMany(s => answered[s.Code].Keys).Distinct(StringComparer.Ordinal);
        return new DerivedScores(
            objectives.ToDictionary(o => o, o => Mean(o, chosen, answered), StringComparer.Ordinal),
            Id,
            chosen[0].Kind,
            [.. chosen.Select(s => s.Code)],
            CoveredShare(successor, chosen));
    }

    // Where the count of one of several is not at hand, all weigh the same.
    private static MemberScore Mean(
        string objective,
        List<Predecessor> chosen,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, MemberScore>> answered)
    {
        var scores = chosen
            .Where(s => answered[s.Code].ContainsKey(objective))
            .Select(s => (s.Weight, Score: answered[s.Code][objective]))
            .ToList();
        var isWeighted = scores.TrueForAll(s => s.Weight is > 0);
        decimal WeightOf(int? weight) => isWeighted ? weight!.Value : 1;
        decimal Of(Func<MemberScore, decimal> points) =>
            scores.Sum(s => WeightOf(s.Weight) * points(s.Score)) / scores.Sum(s => WeightOf(s.Weight));
        return new MemberScore(Of(s => s.Anchoring), Of(s => s.Content), Of(s => s.Reach));
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
