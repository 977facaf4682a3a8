using System.Diagnostics.Metrics;

namespace Monitor.Gateway.Subscriptions;

/// <summary>Measurements of subscriptions, meter <c>Monitor.Gateway</c>.</summary>
internal static class SubscriptionMetrics
{
    private static readonly Meter meter = new("Monitor.Gateway");

    private static readonly UpDownCounter<int> open = meter.CreateUpDownCounter<int>(
        "monitor.gateway.subscriptions", "{subscription}", "Subscriptions that are open.");

    private static readonly Counter<long> runs = meter.CreateCounter<long>(
        "monitor.gateway.subscription.runs", "{run}", "Times that a subscription was asked anew, by field.");

    private static readonly Counter<long> dropped = meter.CreateCounter<long>(
        "monitor.gateway.subscription.dropped", "{answer}", "Answers that a slow client did not get.");

    public static void Opened() => open.Add(1);

    public static void Closed() => open.Add(-1);

    public static void Ran(string field) => runs.Add(1, new KeyValuePair<string, object?>("field", field));

    public static void Dropped() => dropped.Add(1);
}
