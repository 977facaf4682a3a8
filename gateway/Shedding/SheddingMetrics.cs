using System.Diagnostics.Metrics;

namespace Monitor.Gateway.Shedding;

/// <summary>What the door turns away, meter <c>Monitor.Gateway</c>.</summary>
internal static class SheddingMetrics
{
    private static readonly Meter meter = new("Monitor.Gateway");

    private static readonly Counter<long> shed = meter.CreateCounter<long>(
        "monitor.gateway.shed", "{request}", "Requests that got 503, as too many others were under way.");

    private static readonly Counter<long> limited = meter.CreateCounter<long>(
        "monitor.gateway.limited", "{request}", "Requests that got 429, by whose limit it was: address, subject.");

    public static void Shed() => shed.Add(1);

    public static void Limited(string by) => limited.Add(1, new KeyValuePair<string, object?>("by", by));

    /// <summary>Lets the number of requests under way, and how many may be, be read.</summary>
    public static void Watch(Admission admission)
    {
        meter.CreateObservableGauge(
            "monitor.gateway.admission.inside", () => admission.Inside, "{request}", "Requests being answered.");
        meter.CreateObservableGauge(
            "monitor.gateway.admission.limit", () => admission.Limit, "{request}", "How many may be at present.");
    }
}
