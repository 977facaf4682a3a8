namespace Monitor.Scoring.Domain;

/// <summary>What other rules would do to the scores of a round: before and after, of each municipality.</summary>
/// <param name="Overall">Of the averages over the answered objectives.</param>
/// <param name="Objectives">Of each objective, in the order of the questionnaire.</param>
public sealed record RuleSetImpact(ScoreImpact Overall, IReadOnlyList<ObjectiveImpact> Objectives)
{
    /// <param name="objectives">Ids of the objectives, in order.</param>
    /// <param name="cards">By municipality the score by the rules of now and by the others.</param>
    public static RuleSetImpact Of(
        IEnumerable<string> objectives, IReadOnlyList<(string Municipality, ScoreCard Before, ScoreCard After)> cards)
    {
        var overall = cards
            .Where(c => c.Before.Average is not null && c.After.Average is not null)
            .Select(c => new ScoreChange(
                c.Municipality, c.Before.Average!.Value, c.After.Average!.Value, c.Before.Band!.Value,
                c.After.Band!.Value));
        return new RuleSetImpact(
            ScoreImpact.Of([.. overall]), [.. objectives.Select(o => ObjectiveImpact.Of(o, cards))]);
    }
}

/// <summary>One municipality's score before and after.</summary>
public sealed record ScoreChange(string Municipality, decimal Before, decimal After, Band From, Band To)
{
    public decimal Difference => After - Before;
}

/// <summary>Means before and after, unrounded; of nothing when nobody has a score.</summary>
public sealed record MeanChange(decimal Before, decimal After)
{
    public static MeanChange? Of<T>(
        IReadOnlyList<T> changes, Func<T, decimal> before, Func<T, decimal> after) =>
        changes.Count == 0 ? null : new MeanChange(changes.Average(before), changes.Average(after));
}

/// <summary>How one number changes over the municipalities that have it before and after.</summary>
/// <param name="Count">Those municipalities.</param>
/// <param name="Mean">Null when there are none.</param>
/// <param name="BandChanges">Who changes band, by municipality.</param>
/// <param name="Differences">How many change by how much.</param>
public sealed record ScoreImpact(
    int Count, MeanChange? Mean, IReadOnlyList<ScoreChange> BandChanges, IReadOnlyList<DifferenceCount> Differences)
{
    public static ScoreImpact Of(IReadOnlyList<ScoreChange> changes) => new(
        changes.Count,
        MeanChange.Of(changes, c => c.Before, c => c.After),
        [.. changes.Where(c => c.From != c.To).OrderBy(c => c.Municipality, StringComparer.Ordinal)],
        DifferenceCount.Of([.. changes.Select(c => c.Difference)]));
}

/// <summary>How the scores of one objective change.</summary>
public sealed record ObjectiveImpact(
    string Objective, MeanChange? Anchoring, MeanChange? Content, MeanChange? Reach, ScoreImpact Total)
{
    public static ObjectiveImpact Of(
        string objective, IReadOnlyList<(string Municipality, ScoreCard Before, ScoreCard After)> cards)
    {
        var both = cards
            .Select(c => (c.Municipality, Before: Find(c.Before, objective), After: Find(c.After, objective)))
            .Where(c => c.Before is not null && c.After is not null)
            .Select(c => (c.Municipality, Before: c.Before!, After: c.After!))
            .ToList();
        return new ObjectiveImpact(
            objective,
            MeanChange.Of(both, c => c.Before.Anchoring, c => c.After.Anchoring),
            MeanChange.Of(both, c => c.Before.Content, c => c.After.Content),
            MeanChange.Of(both, c => c.Before.Reach, c => c.After.Reach),
            ScoreImpact.Of(
            [
                .. both.Select(c => new ScoreChange(
                    c.Municipality, c.Before.Total, c.After.Total, c.Before.Band, c.After.Band)),
            ]));
    }

    private static ObjectiveScore? Find(ScoreCard card, string objective) =>
        card.Objectives.FirstOrDefault(o => o.Objective == objective);
}

/// <summary>How many scores change by so much.</summary>
/// <param name="From">Points; included when below 0, not when above. Null: without limit.</param>
/// <param name="To">Points; included when above 0, not when below. Null: without limit.</param>
/// <param name="Count">Scores that do.</param>
public sealed record DifferenceCount(decimal? From, decimal? To, int Count)
{
    private static readonly decimal[] edges = [5, 10, 20];

    /// <summary>Nine classes around 0, which is one of its own: from a loss of more than 20 to such a gain.</summary>
    public static IReadOnlyList<DifferenceCount> Of(IReadOnlyList<decimal> differences)
    {
        decimal?[] limits = [0, .. edges, null];
        var gains = limits.Zip(limits.Skip(1)).ToList();
        return
        [
            .. gains.AsEnumerable().Reverse().Select(g => new DifferenceCount(
                -g.Second, -g.First, differences.Count(d => IsWithin(-d, g.First!.Value, g.Second)))),
            new DifferenceCount(0, 0, differences.Count(d => d == 0)),
            .. gains.Select(g => new DifferenceCount(
                g.First, g.Second, differences.Count(d => IsWithin(d, g.First!.Value, g.Second)))),
        ];
    }

    private static bool IsWithin(decimal difference, decimal above, decimal? upTo) =>
        difference > above && (upTo is null || difference <= upTo);
}
