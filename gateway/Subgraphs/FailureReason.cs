namespace Monitor.Gateway.Subgraphs;

/// <summary>
/// Why a fetch brought nothing: stable, and safe to show. Clients find it beside SUBGRAPH_UNAVAILABLE as
/// <c>extensions.reason</c>, operators as a metric's outcome.
/// </summary>
internal static class FailureReason
{
    /// <summary>No connection, or it broke before an answer began.</summary>
    public const string Unreachable = "UNREACHABLE";

    /// <summary>No whole answer within the time of one call.</summary>
    public const string TimedOut = "TIMEOUT";

    /// <summary>No whole answer within the time of the client's whole request.</summary>
    public const string DeadlinePassed = "DEADLINE_EXCEEDED";

    /// <summary>Not asked: it failed too often just now.</summary>
    public const string CircuitOpen = "CIRCUIT_OPEN";

    /// <summary>Not asked: too many calls to it are under way.</summary>
    public const string TooManyCalls = "TOO_MANY_CALLS";

    /// <summary>It does not take calls of the gateway.</summary>
    public const string Refused = "REFUSED";

    /// <summary>More bytes than allowed.</summary>
    public const string TooLarge = "ANSWER_TOO_LARGE";

    /// <summary>Cut off, or no GraphQL answer.</summary>
    public const string Invalid = "INVALID_ANSWER";
}
