namespace Monitor.Benchmark.Domain;

/// <summary>What a score is placed in: a group's mean and quartiles, as far as they are shown.</summary>
/// <param name="Mean">Null where there is a reason.</param>
/// <param name="Reason">Why there is no mean.</param>
/// <param name="Quartiles">Null where there is a reason for that.</param>
/// <param name="QuartilesReason">Why there are no quartiles.</param>
public sealed record PlacedIn(
    decimal? Mean, SuppressionReason? Reason, Quartiles? Quartiles, SuppressionReason? QuartilesReason)
{
    /// <summary>Of released figures.</summary>
    public static PlacedIn Of(ScoreFigures figures) => new(
        figures.Mean?.Total,
        figures.Reason,
        figures.Shape is { } shape ? new Quartiles(shape.LowerQuartile, shape.Median, shape.UpperQuartile) : null,
        figures.Shape is null ? figures.ShapeReason ?? figures.Reason : null);
}

/// <summary>Borders of the quarters of a group, in points.</summary>
public sealed record Quartiles(decimal Lower, decimal Median, decimal Upper)
{
    /// <summary>Of values that may be seen one by one; between the two nearest, in proportion.</summary>
    /// <param name="sorted">Ascending, one at least.</param>
    public static Quartiles Of(IReadOnlyList<decimal> sorted) =>
        new(At(sorted, 0.25m), At(sorted, 0.5m), At(sorted, 0.75m));

    /// <summary>The quarter of a value: 1 the lowest, 4 the highest; on a border it is in the higher one.</summary>
    public int QuarterOf(decimal points) =>
        points >= Upper ? 4
        : points >= Median ? 3
        : points >= Lower ? 2
        : 1;

    private static decimal At(IReadOnlyList<decimal> sorted, decimal share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        return below + 1 < sorted.Count
            ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]))
            : sorted[below];
    }
}

/// <summary>Where a municipality's own score lies in a group.</summary>
/// <param name="Points">Own score; null where it did not answer the objective.</param>
/// <param name="Difference">Own score less the group's mean; null where either is not there.</param>
/// <param name="Reason">Why the group has no mean.</param>
/// <param name="Quarter">1 to 4; null where the score or the group's quartiles are not there.</param>
/// <param name="QuarterReason">Why the group has no quartiles.</param>
public sealed record Place(
    decimal? Points, decimal? Difference, SuppressionReason? Reason, int? Quarter, SuppressionReason? QuarterReason)
{
    public static Place Of(decimal? own, PlacedIn group) => new(
        own,
        own - group.Mean,
        group.Reason,
        own is { } points ? group.Quartiles?.QuarterOf(points) : null,
        group.QuartilesReason);
}
