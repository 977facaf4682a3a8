using System.Diagnostics.Metrics;

namespace Monitor.Gateway.Telemetry;

/// <summary>The fetches of plans, meter <c>Monitor.Gateway</c>. What calls came of: SubgraphMetrics.</summary>
internal static class FetchMetrics
{
    private static readonly Meter meter = new("Monitor.Gateway");

    private static readonly Histogram<double> fetches = meter.CreateHistogram<double>(
        "monitor.gateway.fetch.duration", "s", "Time of a fetch, by subgraph and outcome.");

    /// <param name="subgraph">Its name.</param>
    /// <param name="took">From its turn to its end.</param>
    /// <param name="outcome">answered, failed, or not asked.</param>
    public static void FetchTook(string subgraph, TimeSpan took, string outcome) => fetches.Record(
        took.TotalSeconds,
        new KeyValuePair<string, object?>("subgraph", subgraph),
        new KeyValuePair<string, object?>("outcome", outcome));
}
