namespace Monitor.Gateway.Benchmarks;

/// <summary>Several rounds in one figure each.</summary>
internal static class Medians
{
    /// <summary>One row for each contestant and query, in the order in which they came first.</summary>
    public static IReadOnlyList<Measured> Of(IEnumerable<Measured> rounds) =>
    [
        .. rounds.GroupBy(one => (one.Contestant, one.Query)).Select(group => group.First() with
        {
            PerSecond = Median(group.Select(one => one.PerSecond)),
            P50 = Median(group.Select(one => one.P50)),
            P99 = Median(group.Select(one => one.P99)),
            CpuMilliseconds = Median(group.Select(one => one.CpuMilliseconds)),
            Calls = Median(group.Select(one => one.Calls)),
            Busy = Median(group.Select(one => one.Busy)),
            PeakBytes = group.Max(one => one.PeakBytes),
            Wrong = group.Sum(one => one.Wrong),
        }),
    ];

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
