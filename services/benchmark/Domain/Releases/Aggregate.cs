namespace Monitor.Benchmark.Domain;

/// <summary>Why a number is not shown.</summary>
public enum SuppressionReason
{
    NotReleased,
    TooFew,
    NotReleasedForKind,

    /// <summary>The release was made before there were figures of this kind.</summary>
    NotInRelease,

    /// <summary>The earlier round did not ask this objective, or, for an average, asked others.</summary>
    NotAsked,
}

/// <summary>Figures of a group. With a reason there is no number at all: not even how many took part.</summary>
/// <remarks>
/// <c>N</c> counts the participants, <c>AverageBands</c> how many of their averages lie in each band (three): both
/// rounded to 5 below the country; there are no bands where the shape of the averages is withheld. <c>Objectives</c>
/// has one entry for each objective, in their order.
/// </remarks>
public sealed record Aggregate(
    Group Group,
    int? N,
    SuppressionReason? Reason,
    IReadOnlyList<ObjectiveAggregate> Objectives,
    IReadOnlyList<BandCount> AverageBands,
    bool Generated)
{
    /// <summary>Of the averages over the objectives that each answered.</summary>
    public ScoreFigures Average { get; init; } = ScoreFigures.Without(SuppressionReason.TooFew);

    /// <summary>The parts that count in the scores of the objectives and in the average.</summary>
    public Components Components { get; init; } = Components.All;
}

/// <summary>Figures of a group on one objective; <c>N</c> counts those who answered it.</summary>
public sealed record ObjectiveAggregate(
    string Objective, int? N, SuppressionReason? Reason, MeanScore? Mean, Band? Band)
    : ScoreFigures(N, Reason, Mean, Band)
{
    public static ObjectiveAggregate Of(string objective, ScoreFigures figures) =>
        new(objective, figures.N, figures.Reason, figures.Mean, figures.Band)
        {
            Shape = figures.Shape, ShapeReason = figures.ShapeReason,
        };
}

/// <summary>Figures of a group for one combination of parts. With a reason there is no number.</summary>
public record ScoreFigures(int? N, SuppressionReason? Reason, MeanScore? Mean, Band? Band)
{
    /// <summary>Null where there is a reason for that.</summary>
    public ScoreShape? Shape { get; init; }

    public SuppressionReason? ShapeReason { get; init; }

    public static ScoreFigures Without(SuppressionReason reason) =>
        new(null, reason, null, null) { ShapeReason = reason };

    /// <summary>One combination of a cell, with the means of single parts beside it where these are shown.</summary>
    /// <param name="cell">All combinations of the cell that are there.</param>
    /// <param name="components">The combination.</param>
    /// <param name="lacking">Why something is not there.</param>
    public static ScoreFigures Of(
        IEnumerable<CellScore> cell, Components components, SuppressionReason lacking = SuppressionReason.TooFew)
    {
        var all = cell.ToDictionary(c => c.Components);
        int? Mean(Component part) => all.GetValueOrDefault(Components.Of([part]))?.Mean;
        return all.TryGetValue(components, out var asked) && asked.Band is { } band
            ? new ScoreFigures(
                asked.N,
                null,
                new MeanScore(Mean(Component.Anchoring), Mean(Component.Content), Mean(Component.Reach), asked.Mean),
                band)
            {
                Shape = asked.Shape, ShapeReason = asked.Shape is null ? lacking : null,
            }
            : Without(lacking);
    }
}

/// <summary>
/// Means in whole points, halves away from zero, each rounded by itself. The parts are null where only the total is
/// shown; <c>Total</c> is of the parts that count.
/// </summary>
public sealed record MeanScore(int? Anchoring, int? Content, int? Reach, int Total);

/// <summary>How many municipalities have a score in a band.</summary>
public sealed record BandCount(Band Band, int Count)
{
    /// <summary>From counts in the order of the bands.</summary>
    public static IReadOnlyList<BandCount> Of(IReadOnlyList<int> counts) =>
        [.. counts.Index().Select(c => new BandCount((Band)c.Index, c.Item))];
}
