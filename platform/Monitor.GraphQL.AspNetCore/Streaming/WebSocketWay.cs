using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monitor.GraphQL.AspNetCore.Ways;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>A WebSocket: operations of every kind, many at a time. graphql-transport-ws</summary>
internal sealed class WebSocketWay(StreamingParts parts) : IWayIn
{
    private const string Protocol = "graphql-transport-ws";

    private readonly OriginCheck origins = new(parts.Options);

    /// <summary>The origin is checked instead.</summary>
    public bool NeedsPreflight => false;

    public bool Takes(HttpRequest request) => request.HttpContext.WebSockets.IsWebSocketRequest;

    public async Task AnswerAsync(HttpContext context)
    {
        if (!origins.Passes(context.Request))
        {
            throw Refusals.WrongOrigin();
        }

        using var place = parts.Open.TryOpenSocket() ?? throw Refusals.TooManyStreams();
        StreamingParts.LiftTimeout(context);
        var isKnown = context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = isKnown ? Protocol : null,
            KeepAliveInterval = Timeout.InfiniteTimeSpan,   // the protocol has pings of its own
        });
        var authentication = context.RequestServices.GetService<IConnectionAuthentication>();
        await using var connection = new SocketConnection(socket, context, parts, authentication);
        if (!isKnown)
        {
            await connection.EndAsync(SocketClose.UnknownProtocol);
        }

        await connection.RunAsync();
    }
}
