using System.Diagnostics.Metrics;

namespace Monitor.Gateway.Subgraphs;

/// <summary>The calls to subgraphs, meter <c>Monitor.Gateway</c>.</summary>
internal static class SubgraphMetrics
{
    private static readonly Meter meter = new("Monitor.Gateway");

    private static readonly Counter<long> calls = meter.CreateCounter<long>(
        "monitor.gateway.subgraph.calls", "{call}",
        "Calls by subgraph and outcome: answered, or why not (UNREACHABLE, TIMEOUT, CIRCUIT_OPEN, ...).");

    private static readonly Counter<long> retries = meter.CreateCounter<long>(
        "monitor.gateway.subgraph.retries", "{call}", "Second calls of queries, by subgraph.");

    public static void Called(string subgraph, string? reason) => calls.Add(
        1,
        new KeyValuePair<string, object?>("subgraph", subgraph),
        new KeyValuePair<string, object?>("outcome", reason ?? "answered"));

    public static void Retried(string subgraph) =>
        retries.Add(1, new KeyValuePair<string, object?>("subgraph", subgraph));

    /// <summary>Lets the state of each circuit be read: 0 closed, 1 trying, 2 open.</summary>
    public static void Watch(Func<IEnumerable<SubgraphLine>> lines) => meter.CreateObservableGauge(
        "monitor.gateway.breaker.state",
        () => lines().Select(line => new Measurement<int>(
            (int)line.Breaker.State, new KeyValuePair<string, object?>("subgraph", line.Name))),
        description: "Circuit of each subgraph: 0 closed, 1 trying, 2 open.");
}
