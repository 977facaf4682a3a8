namespace Monitor.Benchmark.Domain;

/// <summary>
/// Figures of municipalities that the reader sees one by one: exact, of however few. Null where there is none.
/// </summary>
public sealed record NamedFigures(
    int N, decimal? Mean, Quartiles? Quartiles, decimal? Lowest, decimal? Highest)
{
    /// <param name="scores">Of each municipality, by objective.</param>
    /// <param name="objective">Id; null for the average over objectives.</param>
    /// <param name="components">The parts that count.</param>
    public static NamedFigures Of(
        IEnumerable<IReadOnlyDictionary<string, MemberScore>> scores, string? objective, Components components)
    {
        var points = scores.Select(s => OwnScores.On(s, objective)).OfType<MemberScore>()
            .Select(s => s.PointsOf(components)).Order().ToList();
        return points.Count == 0
            ? new NamedFigures(0, null, null, null, null)
            : new NamedFigures(points.Count, points.Average(), Quartiles.Of(points), points[0], points[^1]);
    }

    /// <summary>The same as what a score can be placed in.</summary>
    public PlacedIn Figures => new(Mean, null, Quartiles, null);
}
