using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>Over HTTP/2 many streams, and sockets too (RFC 8441), share one connection.</summary>
public sealed class Http2Tests
{
    [Fact]
    public async Task Event_streams_share_a_connection_and_end_for_themselves()
    {
        await using var subgraph = await StartAsync();
        var streams = new List<EventStreamClient>();
        for (var number = 0; number < 50; number++)
        {
            using var request = EventStreamClient.Post("{\"query\":\"subscription { forever }\"}");
            request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            streams.Add(await EventStreamClient.SendAsync(subgraph, request));
        }

        foreach (var stream in streams)
        {
            Assert.Equal("event: next|data: {\"data\":{\"forever\":1}}", await stream.ReadAsync());
        }

        await subgraph.Sources.OpenAsync(50);
        streams[0].Dispose();
        await subgraph.Sources.EndAsync(1);
        Assert.Equal("event: next|data: {\"data\":{\"forever\":2}}", await streams[1].ReadAsync());
        streams.ForEach(stream => stream.Dispose());
        await subgraph.Sources.EndAsync(50);
        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task A_socket_opens_over_HTTP_2()
    {
        await using var subgraph = await StartAsync();
        using var limit = new CancellationTokenSource(Eventually.Limit);
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.AddSubProtocol("graphql-transport-ws");

        await socket.ConnectAsync(subgraph.WebSocket, invoker, limit.Token);
        await socket.SendAsync(
            "{\"type\":\"connection_init\"}"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, limit.Token);

        var buffer = new byte[1_024];
        var read = await socket.ReceiveAsync(buffer, limit.Token);
        Assert.Equal("""{"type":"connection_ack"}""", Encoding.UTF8.GetString(buffer, 0, read.Count));
    }

    private static Task<StreamSubgraph> StartAsync() => StreamSubgraph.StartAsync(services =>
        services.Configure<KestrelServerOptions>(kestrel =>
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2)));
}
