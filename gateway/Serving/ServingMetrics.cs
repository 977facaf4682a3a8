using System.Diagnostics.Metrics;

namespace Monitor.Gateway.Serving;

/// <summary>What became of changed supergraphs, meter <c>Monitor.Gateway</c>.</summary>
internal static class ServingMetrics
{
    private static readonly Meter meter = new("Monitor.Gateway");

    private static readonly Counter<long> reloads = meter.CreateCounter<long>(
        "monitor.gateway.supergraph.reloads", "{supergraph}", "Changed supergraphs by outcome: loaded, refused.");

    public static void Loaded() => reloads.Add(1, new KeyValuePair<string, object?>("outcome", "loaded"));

    public static void Refused() => reloads.Add(1, new KeyValuePair<string, object?>("outcome", "refused"));
}
