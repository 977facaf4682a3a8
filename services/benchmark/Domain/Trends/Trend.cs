namespace Monitor.Benchmark.Domain;

/// <summary>The score of a municipality or a group in one round.</summary>
/// <param name="Round">Year.</param>
/// <param name="Release">Id; null for a municipality's own score of a round that is not released.</param>
/// <param name="Generated">Whether answers behind it are generated for demonstration.</param>
/// <param name="Basis">What it was made of.</param>
/// <param name="N">How many it is of, as shown; null for a municipality.</param>
/// <param name="Points">Of the parts that count; null where there is none.</param>
/// <param name="Reason">Why there is none; null where a municipality did not answer.</param>
/// <param name="Band">Of the points; null with them.</param>
/// <param name="Via">Whose scores it was derived from; null for own scores and groups.</param>
public sealed record ScoreInRound(
    int Round,
    string? Release,
    bool Generated,
    ScoreBasis Basis,
    int? N,
    decimal? Points,
    SuppressionReason? Reason,
    Band? Band,
    DerivedScores? Via = null);

/// <summary>A round of a trend.</summary>
/// <param name="Score">What was scored.</param>
/// <param name="Incomparable">Why it does not compare with the earlier one that has points; none: it does.</param>
/// <param name="Change">Points more than then; null where they do not compare, or one is not there.</param>
public sealed record TrendPoint(
    ScoreInRound Score, IReadOnlyList<IncomparableReason> Incomparable, decimal? Change);

/// <summary>Puts rounds in a row: each beside the latest one before it that has points.</summary>
public static class Trend
{
    /// <param name="scores">One for each round, in their order.</param>
    /// <param name="objective">Id; null: averages over objectives.</param>
    public static IReadOnlyList<TrendPoint> Of(IEnumerable<ScoreInRound> scores, string? objective)
    {
        var points = new List<TrendPoint>();
        ScoreInRound? earlier = null;
        foreach (var score in scores)
        {
            IReadOnlyList<IncomparableReason> reasons =
                earlier is null ? [] : ScoreComparability.Of(earlier.Basis, score.Basis, objective);
            points.Add(new TrendPoint(score, reasons, reasons.Count == 0 ? score.Points - earlier?.Points : null));
            earlier = score.Points is null ? earlier : score;
        }

        return points;
    }
}
