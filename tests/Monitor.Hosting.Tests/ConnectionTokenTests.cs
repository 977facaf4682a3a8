using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Monitor.GraphQL.AspNetCore;
using Monitor.Testing;

namespace Monitor.Hosting.Tests;

/// <summary>Who asks over a WebSocket, where browsers cannot set a header.</summary>
public sealed class ConnectionTokenTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TestIssuer issuer = new();
    private TestApp app = null!;

    public async ValueTask InitializeAsync() => app = await TestApp.StartAsync(
        issuer.Settings,
        add: builder => builder.Services.AddSubgraph(
            "type Query { me: String header: Boolean }",
            (binder, _) => binder
                .Root<string?>("Query.me", (context, _) => new(context.Caller().Subject))
                .Root<bool?>("Query.header", (context, _) =>
                    new(context.HttpContext().Request.Headers.Authorization.Count == 1))),
        map: app => app.MapGraphQL());

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        issuer.Dispose();
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("authorization")]
    public async Task The_token_of_connection_init_holds_for_every_operation(string name)
    {
        using var socket = await OpenAsync();
        await InitAsync(socket, new Dictionary<string, object?> { [name] = $"Bearer {Good()}", ["other"] = 1 });

        Assert.Equal("""{"type":"connection_ack"}""", await ReadAsync(socket));
        Assert.Equal("""{"me":"tester-GM0153","header":true}""", await AskAsync(socket));
        Assert.Equal("""{"me":"tester-GM0153","header":true}""", await AskAsync(socket));
    }

    [Fact]
    public async Task Without_a_token_the_caller_is_anonymous()
    {
        using var socket = await OpenAsync();
        await InitAsync(socket, payload: null);

        Assert.Equal("""{"type":"connection_ack"}""", await ReadAsync(socket));
        Assert.Equal("""{"me":null,"header":false}""", await AskAsync(socket));
    }

    [Fact]
    public async Task The_handshake_s_header_is_taken_where_a_client_can_set_it()
    {
        using var socket = await OpenAsync(Good());
        await InitAsync(socket, new Dictionary<string, object?>());

        Assert.Equal("""{"type":"connection_ack"}""", await ReadAsync(socket));
        Assert.Equal("""{"me":"tester-GM0153","header":true}""", await AskAsync(socket));
    }

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Bearer ")]
    [InlineData("")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData(5)]
    [InlineData(true)]
    [InlineData(null)]
    public async Task A_bad_token_closes_the_socket_with_4403(object? token)
    {
        using var socket = await OpenAsync();
        await InitAsync(socket, new Dictionary<string, object?> { ["Authorization"] = token });

        Assert.Equal("close 4403 Forbidden", await ReadAsync(socket));
    }

    [Fact]
    public async Task An_expired_token_closes_the_socket_with_4403()
    {
        using var socket = await OpenAsync();
        await InitAsync(socket, Authorization(TokenThatEnds(secondsFromNow: -3600)));

        Assert.Equal("close 4403 Forbidden", await ReadAsync(socket));
    }

    [Fact]
    public async Task A_socket_is_closed_when_its_token_ends()
    {
        using var socket = await OpenAsync();
        await InitAsync(socket, Authorization(TokenThatEnds(secondsFromNow: 2)));

        Assert.Equal("""{"type":"connection_ack"}""", await ReadAsync(socket));
        Assert.Equal("close 4403 The token has expired: connect with a new one", await ReadAsync(socket));
    }

    [Fact]
    public async Task Two_tokens_of_one_socket_must_be_the_same()
    {
        var token = Good();
        using var same = await OpenAsync(token);
        await InitAsync(same, Authorization(token));
        Assert.Equal("""{"type":"connection_ack"}""", await ReadAsync(same));

        using var another = await OpenAsync(token);
        await InitAsync(another, Authorization(issuer.Token("GM0014", Role.Officer)));
        Assert.Equal("close 4403 Forbidden", await ReadAsync(another));

        using var two = await OpenAsync();
        await InitAsync(two, new Dictionary<string, object?>
        {
            ["Authorization"] = $"Bearer {token}", ["authorization"] = $"Bearer {token}",
        });
        Assert.Equal("close 4403 Forbidden", await ReadAsync(two));
    }

    [Fact]
    public async Task A_bad_token_in_the_header_is_refused_before_the_handshake()
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => OpenAsync("abc"));

        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, object?> Authorization(string token) =>
        new() { ["Authorization"] = $"Bearer {token}" };

    private string Good() => issuer.Token("GM0153", Role.Officer);

    private string TokenThatEnds(int secondsFromNow)
    {
        var claims = TestIssuer.Claims("GM0153", Role.Officer);
        claims["exp"] = TimeProvider.System.GetUtcNow().AddSeconds(secondsFromNow).ToUnixTimeSeconds();
        return issuer.Sign(claims);
    }

    private async Task<ClientWebSocket> OpenAsync(string? token = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        if (token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        var address = new UriBuilder(app.Client.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri;
        await socket.ConnectAsync(address, limit.Token);
        return socket;
    }

    private static Task InitAsync(ClientWebSocket socket, Dictionary<string, object?>? payload) =>
        SendAsync(socket, new { type = "connection_init", payload });

    private static async Task<string> AskAsync(ClientWebSocket socket)
    {
        await SendAsync(socket, new { id = "1", type = "subscribe", payload = new { query = "{ me header }" } });
        using var next = JsonDocument.Parse(await ReadAsync(socket));
        Assert.Equal("""{"type":"complete","id":"1"}""", await ReadAsync(socket));
        return next.RootElement.GetProperty("payload").GetProperty("data").GetRawText();
    }

    private static async Task SendAsync(ClientWebSocket socket, object message)
    {
        using var limit = new CancellationTokenSource(Limit);
        await socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
    }

    private static async Task<string> ReadAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(Limit);
        var buffer = new byte[16 * 1024];
        var read = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
        return read.MessageType == WebSocketMessageType.Close
            ? $"close {(int)socket.CloseStatus!} {socket.CloseStatusDescription}"
            : Encoding.UTF8.GetString(buffer, 0, read.Count);
    }
}
