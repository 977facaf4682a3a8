using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Monitor.Gateway.Tests.Execution;

/// <summary>The gateway's door has streams too: queries and mutations go over them.</summary>
public sealed class StreamTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("{ me { name } }", """{"data":{"me":{"name":"Ada"}}}""")]
    [InlineData("""mutation { rename(id: "u1", name: "Bea") { name } }""", """{"data":{"rename":{"name":"Bea"}}}""")]
    public async Task An_event_stream_has_the_answer_and_its_end(string query, string answer)
    {
        await using var shop = await Shop.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "text/event-stream");

        using var response = await shop.Gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            $":\n\nevent: next\ndata: {answer}\n\nevent: complete\ndata:\n\n",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_socket_has_answers_of_several_operations()
    {
        await using var shop = await Shop.OpenAsync();
        using var socket = await ConnectAsync(shop);

        await SendAsync(socket, "1", "{ me { name } }");
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"me":{"name":"Ada"}}}}""", await ReadAsync(socket));
        Assert.Equal("""{"type":"complete","id":"1"}""", await ReadAsync(socket));

        await SendAsync(socket, "2", """mutation { rename(id: "u1", name: "Bea") { name } }""");
        Assert.Equal(
            """{"type":"next","id":"2","payload":{"data":{"rename":{"name":"Bea"}}}}""", await ReadAsync(socket));
        Assert.Equal("""{"type":"complete","id":"2"}""", await ReadAsync(socket));

        await SendAsync(socket, "3", "{ nothing }");
        Assert.Contains("GRAPHQL_VALIDATION_FAILED", await ReadAsync(socket), StringComparison.Ordinal);
        Assert.Equal("accounts 2", shop.Calls);
    }

    private static async Task<ClientWebSocket> ConnectAsync(Shop shop)
    {
        using var limit = new CancellationTokenSource(Limit);
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        var address = new UriBuilder(shop.Gateway.Http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri;
        await socket.ConnectAsync(address, limit.Token);
        await SendAsync(socket, """{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack"}""", await ReadAsync(socket));
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string id, string query) =>
        SendAsync(socket, JsonSerializer.Serialize(new { id, type = "subscribe", payload = new { query } }));

    private static async Task SendAsync(ClientWebSocket socket, string message)
    {
        using var limit = new CancellationTokenSource(Limit);
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
    }

    private static async Task<string> ReadAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(Limit);
        var buffer = new byte[16 * 1024];
        var read = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
        return Encoding.UTF8.GetString(buffer, 0, read.Count);
    }
}
