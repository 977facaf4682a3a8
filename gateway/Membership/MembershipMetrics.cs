using System.Diagnostics.Metrics;

namespace Monitor.Gateway.Membership;

/// <summary>Measurements of memberships and tokens, meter <c>Monitor.Gateway</c>.</summary>
internal static class MembershipMetrics
{
    private static readonly Meter meter = new("Monitor.Gateway");

    private static readonly Counter<long> asked = meter.CreateCounter<long>(
        "monitor.gateway.membership", "{question}",
        "Memberships that were not kept, by outcome: found, stale (community away), away (refused for that).");

    private static readonly Counter<long> signed = meter.CreateCounter<long>(
        "monitor.gateway.tokens", "{token}", "Internal tokens that were signed.");

    public static void Asked(string outcome) => asked.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void Signed() => signed.Add(1);
}
