using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Graph;

/// <summary>What comparisons and trends have in common.</summary>
internal static class FigureMath
{
    /// <summary>By how many percent a value differs from another, 1 decimal; null without both, or from 0.</summary>
    public static decimal? Percentage(decimal? from, decimal? to) =>
        from is { } start && start != 0 && to is { } end
            ? Math.Round((end - start) * 100 / start, 1, MidpointRounding.AwayFromZero)
            : null;

    /// <summary>Answers the reason instead of a comparison.</summary>
    public static ClientException NotComparable(Comparability why) => new("NOT_COMPARABLE", why.Reason)
    {
        Details = new Dictionary<string, object?> { ["comparability"] = why.Id, ["source"] = why.Source },
    };
}
