using System.Net.WebSockets;
using System.Text;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>Why a socket is closed. RFC 6455 §7.4.1; graphql-transport-ws for 44xx</summary>
/// <param name="Code">Clients branch on it: graphql-ws connects again after 1000, 1001, 4403, 4408, 4499.</param>
/// <param name="Reason">A sentence for the developer of the client.</param>
internal sealed record SocketClose(int Code, string Reason)
{
    /// <summary>Bytes of UTF-8 that a close frame holds beside the code.</summary>
    private const int MaxReasonBytes = 123;

    public static readonly SocketClose Normal = new(1000, "");

    public static readonly SocketClose Idle = new(1000, "No operation ran for a long time");

    public static readonly SocketClose Stopping = new(1001, "The server stops: connect again");

    public static readonly SocketClose TooLarge = new(1009, "The message is too large");

    public static readonly SocketClose Failed = new(4500, "Internal server error");

    public static readonly SocketClose Unauthorized = new(4401, "Unauthorized");

    public static readonly SocketClose Forbidden = new(4403, "Forbidden");

    public static readonly SocketClose TokenExpired = new(4403, "The token has expired: connect with a new one");

    public static readonly SocketClose UnknownProtocol = new(4406, "Subprotocol not acceptable");

    public static readonly SocketClose InitTimeout = new(4408, "Connection initialisation timeout");

    public static readonly SocketClose TooManyInits = new(4429, "Too many initialisation requests");

    public static readonly SocketClose Silent = new(4499, "Terminated: no answer to a ping");

    public WebSocketCloseStatus Status => (WebSocketCloseStatus)Code;

    public static SocketClose BadMessage(string fault) => new(4400, Fit($"Invalid message: {fault}"));

    public static SocketClose AlreadyExists(string id) => new(4409, Fit($"Subscriber for {id} already exists"));

    private static string Fit(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > MaxReasonBytes)
        {
            reason = $"{reason[..^Math.Max(2, reason.Length / 10)]}…";
        }

        return reason;
    }
}

/// <summary>What a client sent ends its socket.</summary>
internal sealed class SocketClosedException(SocketClose close) : Exception(close.Reason)
{
    public SocketClose Close { get; } = close;
}
