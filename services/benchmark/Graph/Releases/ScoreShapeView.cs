using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Graph;

/// <summary>How scores lie, as clients see it: with a reason everything is null.</summary>
public sealed record ScoreShapeView(
    SuppressionReason? Reason,
    int? LowerQuartile,
    int? Median,
    int? UpperQuartile,
    IReadOnlyList<BandCount>? Bands,
    IReadOnlyList<TenthCount>? Tenths)
{
    public static ScoreShapeView Of(Components components, ScoreFigures figures) => figures.Shape is { } shape
        ? new ScoreShapeView(
            null,
            shape.LowerQuartile,
            shape.Median,
            shape.UpperQuartile,
            BandCount.Of(shape.Bands),
            shape.Tenths is null ? null : TenthCount.Of(shape.Tenths, components.Maximum))
        : new ScoreShapeView(figures.ShapeReason, null, null, null, null, null);
}

/// <summary>How many municipalities score in a tenth of the maximum.</summary>
public sealed record TenthCount(decimal From, decimal To, int Count)
{
    public static IReadOnlyList<TenthCount> Of(IReadOnlyList<int> counts, int maximum) =>
        [.. counts.Index().Select(c => new TenthCount(c.Index * maximum / 10m, (c.Index + 1) * maximum / 10m, c.Item))];
}
