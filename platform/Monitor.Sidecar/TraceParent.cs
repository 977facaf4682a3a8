using System.Diagnostics;

namespace Monitor.Sidecar;

/// <summary>W3C trace context, for calls and events that came without one.</summary>
internal static class TraceParent
{
    public static string New() =>
        $"00-{ActivityTraceId.CreateRandom().ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-01";
}
