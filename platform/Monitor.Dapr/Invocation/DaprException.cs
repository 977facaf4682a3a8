using System.Net;

namespace Monitor.Dapr;

/// <summary>A call through the sidecar did not give the answer asked for.</summary>
public sealed class DaprException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>
    /// True when the call itself failed (sidecar or callee not reached, refused by the sidecar, broker down): the
    /// callee has not answered. False when the callee answered with an error status.
    /// </summary>
    public required bool CallFailed { get; init; }

    /// <summary>Dapr's own code, such as ERR_DIRECT_INVOKE; null when the callee answered or no answer came.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Status of the answer; null when none came.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The callee's own answer, at most 4 KiB of it; null when the call itself failed.</summary>
    public string? Body { get; init; }
}
