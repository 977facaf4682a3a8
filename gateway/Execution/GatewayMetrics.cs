using System.Diagnostics.Metrics;

namespace Monitor.Gateway.Execution;

/// <summary>The gateway's measurements, meter <c>Monitor.Gateway</c>.</summary>
internal static class GatewayMetrics
{
    private static readonly Meter meter = new("Monitor.Gateway");

    private static readonly Histogram<double> fetches = meter.CreateHistogram<double>(
        "monitor.gateway.fetch.duration", "s", "Time of a fetch, by subgraph and outcome.");

    private static readonly Counter<long> cache = meter.CreateCounter<long>(
        "monitor.gateway.cache", "{entry}", "Shared entries by outcome: hit, miss, stored, failed.");

    public static void FetchTook(string subgraph, FetchReport report) => fetches.Record(
        report.Took.TotalSeconds,
        new KeyValuePair<string, object?>("subgraph", subgraph),
        new KeyValuePair<string, object?>(
            "outcome", report.HasFailed ? "failed" : report.Asked == 0 ? "not asked" : "answered"));

    public static void Cache(string outcome, int entries) =>
        cache.Add(entries, new KeyValuePair<string, object?>("outcome", outcome));
}
