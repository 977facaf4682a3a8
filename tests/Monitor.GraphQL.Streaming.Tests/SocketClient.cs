using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>A client that says exactly what a test tells it to, and waits for nothing for ever.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource limit = new(Eventually.Limit);

    public string? SubProtocol => socket.SubProtocol;

    public WebSocketState State => socket.State;

    /// <summary>Opens a socket, and says nothing.</summary>
    public static Task<SocketClient> OpenAsync(
        StreamSubgraph subgraph, string? protocol = "graphql-transport-ws") => OpenAsync(subgraph.Http, protocol);

    /// <summary>Opens a socket and has it acknowledged.</summary>
    public static Task<SocketClient> ConnectAsync(
        StreamSubgraph subgraph, string init = """{"type":"connection_init"}""") => ConnectAsync(subgraph.Http, init);

    private static async Task<SocketClient> OpenAsync(Uri address, string? protocol)
    {
        var client = new SocketClient();
        client.socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        if (protocol is not null)
        {
            client.socket.Options.AddSubProtocol(protocol);
        }

        await client.socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws" }.Uri, client.limit.Token);
        return client;
    }

    public static async Task<SocketClient> ConnectAsync(
        Uri address, string init = """{"type":"connection_init"}""")
    {
        var client = await OpenAsync(address, "graphql-transport-ws");
        await client.SendAsync(init);
        Assert.Equal("""{"type":"connection_ack"}""", await client.ReadAsync());
        return client;
    }

    public Task SendAsync(string text, WebSocketMessageType type = WebSocketMessageType.Text) =>
        SendAsync(Encoding.UTF8.GetBytes(text), type);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type = WebSocketMessageType.Text) =>
        socket.SendAsync(bytes, type, endOfMessage: true, limit.Token);

    public Task SubscribeAsync(string id, string query) => SendAsync(
        JsonSerializer.Serialize(new { id, type = "subscribe", payload = new { query } }));

    public Task CompleteAsync(string id) => SendAsync(JsonSerializer.Serialize(new { id, type = "complete" }));

    /// <summary>The next message that is no ping; "close CODE REASON" where the server closes its side.</summary>
    public async Task<string> ReadAsync()
    {
        while (true)
        {
            var message = await ReadAnyAsync();
            if (message != """{"type":"ping"}""")
            {
                return message;
            }

            await SendAsync("""{"type":"pong"}""");
        }
    }

    /// <summary>The next message, pings too.</summary>
    public async Task<string> ReadAnyAsync()
    {
        var buffer = new byte[64 * 1024];
        using var text = new MemoryStream();
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, limit.Token);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
                return $"close {(int)socket.CloseStatus!} {socket.CloseStatusDescription}".TrimEnd();
            }

            text.Write(buffer, 0, read.Count);
            if (read.EndOfMessage)
            {
                return Encoding.UTF8.GetString(text.ToArray());
            }
        }
    }

    public async Task<IReadOnlyList<string>> ReadAsync(int count)
    {
        var messages = new List<string>();
        for (var number = 0; number < count; number++)
        {
            messages.Add(await ReadAsync());
        }

        return messages;
    }

    public Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);

    /// <summary>Goes without a word.</summary>
    public void Abort() => socket.Abort();

    public void Dispose()
    {
        socket.Dispose();
        limit.Dispose();
    }
}
