using System.Net.WebSockets;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monitor.GraphQL.AspNetCore.Streaming;
using Monitor.Testing;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>graphql-transport-ws: what closes a socket, with which code and which words.</summary>
public sealed class SocketCloseTests
{
    [Theory]
    [InlineData("", "it is not valid JSON")]
    [InlineData("{", "it is not valid JSON")]
    [InlineData("{} {}", "it is not valid JSON")]
    [InlineData("{\"type\":\"ping\",}", "it is not valid JSON")]
    [InlineData("{\"type\":\"ping\",\"type\":\"pong\"}", "it is not valid JSON")]
    [InlineData("[]", "it must be an object")]
    [InlineData("null", "it must be an object")]
    [InlineData("\"ping\"", "it must be an object")]
    [InlineData("{}", "its type must be a string")]
    [InlineData("{\"type\":1}", "its type must be a string")]
    [InlineData("{\"type\":\"\\ud800\"}", "a text is not valid Unicode")]
    [InlineData("{\"type\":\"ping\",\"payload\":{\"\\ud800\":1}}", "a text is not valid Unicode")]
    [InlineData("{\"type\":\"start\"}", "its type is none that a client sends")]
    [InlineData("{\"type\":\"connection_ack\"}", "its type is none that a client sends")]
    [InlineData("{\"type\":\"next\",\"id\":\"1\",\"payload\":{}}", "its type is none that a client sends")]
    [InlineData("{\"type\":\"ping\",\"payload\":1}", "its payload must be an object")]
    [InlineData("{\"type\":\"pong\",\"payload\":[]}", "its payload must be an object")]
    [InlineData("{\"type\":\"complete\"}", "its id must be a string")]
    [InlineData("{\"type\":\"complete\",\"id\":\"\"}", "its id must not be empty")]
    [InlineData("{\"type\":\"subscribe\",\"payload\":{\"query\":\"{hello}\"}}", "its id must be a string")]
    [InlineData("{\"type\":\"subscribe\",\"id\":1,\"payload\":{\"query\":\"{hello}\"}}", "its id must be a string")]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{hello}\"}}", "its id must not be empty")]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"1\"}", "its payload must be an object")]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":null}", "its payload must be an object")]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":[]}", "its payload must be an object")]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{}}", "The request needs \"query\", a string.")]
    [InlineData(
        "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":1}}", "The field \"query\" must be a string.")]
    [InlineData(
        "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{hello}\",\"variables\":[]}}",
        "The field \"variables\" must be an object.")]
    [InlineData(
        "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{hello}\",\"operationName\":1}}",
        "The field \"operationName\" must be a string.")]
    [InlineData(
        "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{hello}\",\"extensions\":\"\"}}",
        "The field \"extensions\" must be an object.")]
    [InlineData(
        "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{hello}\",\"variables\":{\"x\":1e999}}}",
        "A number in the request is too large.")]
    public async Task A_message_that_is_none_closes_with_4400_and_says_why(string message, string fault)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SendAsync(message);

        Assert.Equal($"close 4400 Invalid message: {fault}", await client.ReadAsync());
        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task Bytes_close_with_4400()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.OpenAsync(subgraph);

        await client.SendAsync("""{"type":"connection_init"}""", WebSocketMessageType.Binary);

        Assert.Equal("close 4400 Invalid message: send text, not bytes", await client.ReadAsync());
    }

    [Fact]
    public async Task Text_that_is_no_utf_8_ends_the_socket()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var raw = await RawSocket.ConnectAsync(subgraph.Http);
        await raw.HandshakeAsync();

        await raw.SendAsync([.. "{\"type\":\""u8, 0xff, .. "\"}"u8]);

        // .NET says 1007 and tears the socket down at once: the client may see no more than that.
        Assert.Contains(await raw.ReadAsync(), (string[])["close 1007 ", "gone"]);
        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task A_message_that_is_too_large_closes_with_1009_before_it_has_come_whole()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(settings: ("MaxMessageBytes", "2000"));
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync("1", "{ hello }" + new string(' ', 2_000));

        Assert.Equal("close 1009 The message is too large", await client.ReadAsync());
    }

    [Fact]
    public async Task A_subscription_before_the_socket_is_acknowledged_closes_with_4401()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.OpenAsync(subgraph);

        await client.SubscribeAsync("1", "{ hello }");

        Assert.Equal("close 4401 Unauthorized", await client.ReadAsync());
    }

    [Fact]
    public async Task An_unknown_subprotocol_closes_with_4406()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var none = await SocketClient.OpenAsync(subgraph, protocol: null);
        Assert.Equal("close 4406 Subprotocol not acceptable", await none.ReadAsync());

        using var raw = await RawSocket.ConnectAsync(subgraph.Http);
        var answer = await raw.HandshakeAsync("Sec-WebSocket-Protocol: graphql-ws\r\n");
        Assert.StartsWith("HTTP/1.1 101", answer, StringComparison.Ordinal);
        Assert.Equal("close 4406 Subprotocol not acceptable", await raw.ReadAsync());
    }

    [Fact]
    public async Task A_socket_that_is_not_initialised_in_time_closes_with_4408()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.OpenAsync(subgraph);
        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await client.ReadAsync());

        subgraph.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("close 4408 Connection initialisation timeout", await client.ReadAsync());
    }

    [Theory]
    [InlineData("1", "Subscriber for 1 already exists")]
    [InlineData("a\"é", "Subscriber for a\"é already exists")]
    public async Task A_second_operation_of_one_id_closes_with_4409(string id, string reason)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync(id, "subscription { pushed }");
        await subgraph.Sources.OpenAsync(1);
        await client.SubscribeAsync(id, "{ hello }");

        Assert.Equal($"close 4409 {reason}", await client.ReadAsync());
        await subgraph.Sources.EndAsync(1);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('é')]
    public async Task The_words_of_a_close_fit_a_frame_however_long_the_id_is(char letter)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);
        var id = new string(letter, 1_000);

        await client.SubscribeAsync(id, "subscription { pushed }");
        await client.SubscribeAsync(id, "subscription { pushed }");
        var close = await client.ReadAsync();

        Assert.StartsWith($"close 4409 Subscriber for {letter}{letter}", close, StringComparison.Ordinal);
        Assert.EndsWith("…", close, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(close) - "close 4409 ".Length, 80, 123);
    }

    [Fact]
    public async Task A_second_initialisation_closes_with_4429()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SendAsync("""{"type":"connection_init"}""");

        Assert.Equal("close 4429 Too many initialisation requests", await client.ReadAsync());
    }

    [Fact]
    public async Task A_client_that_answers_no_ping_is_closed_with_4499()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);
        await client.SubscribeAsync("1", "subscription { pushed }");
        await subgraph.Sources.OpenAsync(1);

        subgraph.Clock.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal("""{"type":"ping"}""", await client.ReadAnyAsync());
        subgraph.Clock.Advance(TimeSpan.FromSeconds(12));

        Assert.Equal("close 4499 Terminated: no answer to a ping", await client.ReadAnyAsync());
        await subgraph.Sources.EndAsync(1);
    }

    [Fact]
    public async Task A_client_that_answers_pings_stays()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        for (var ping = 0; ping < 5; ping++)
        {
            subgraph.Clock.Advance(TimeSpan.FromSeconds(12));
            Assert.Equal("""{"type":"ping"}""", await client.ReadAnyAsync());
            await client.SendAsync("""{"type":"pong"}""");

            // Once this is answered, the pong before it has come.
            await client.SendAsync("""{"type":"ping"}""");
            Assert.Equal("""{"type":"pong"}""", await client.ReadAnyAsync());
        }
    }

    [Fact]
    public async Task A_socket_without_operations_is_closed_after_a_while()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(settings: ("KeepAlive", "00:10:00"));
        using var busy = await SocketClient.ConnectAsync(subgraph);
        await busy.SubscribeAsync("1", "subscription { pushed }");
        await subgraph.Sources.OpenAsync(1);
        using var idle = await SocketClient.ConnectAsync(subgraph);

        subgraph.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("close 1000 No operation ran for a long time", await idle.ReadAsync());
        await subgraph.Pushed.Writer.WriteAsync("a", TestContext.Current.CancellationToken);
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"pushed":"a"}}}""", await busy.ReadAsync());
    }

    [Fact]
    public async Task A_stop_ends_streams_lets_queries_end_and_says_1001()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(settings: ("CloseTimeout", "00:00:20"));
        using var client = await SocketClient.ConnectAsync(subgraph);
        await client.SubscribeAsync("stream", "subscription { pushed }");
        await client.SubscribeAsync("slow", "mutation { slowly }");
        await subgraph.Sources.OpenAsync(1);
        await subgraph.SlowBegan.Task;

        var stop = subgraph.StopAsync();
        await subgraph.Sources.EndAsync(1);
        subgraph.Slow.SetResult();

        Assert.Equal(
            [
                """{"type":"next","id":"slow","payload":{"data":{"slowly":1}}}""",
                """{"type":"complete","id":"slow"}""",
                "close 1001 The server stops: connect again",
            ],
            await client.ReadAsync(3));
        await stop.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_ever_for_a_query()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(settings: ("CloseTimeout", "00:00:00.100"));
        using var client = await SocketClient.ConnectAsync(subgraph);
        await client.SubscribeAsync("slow", "{ slow }");
        await subgraph.SlowBegan.Task;

        var stop = subgraph.StopAsync();
        var close = client.ReadAsync();
        await Eventually.Async(
            () =>
            {
                subgraph.Clock.Advance(TimeSpan.FromMilliseconds(100));
                return close.IsCompleted;
            },
            "the socket is closed");

        Assert.Equal("close 1001 The server stops: connect again", await close);
        await stop.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_client_that_does_not_close_its_side_is_torn_off()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(settings: ("CloseTimeout", "00:00:00.100"));
        using var raw = await RawSocket.ConnectAsync(subgraph.Http);
        await raw.HandshakeAsync();
        await raw.SendAsync("no message"u8.ToArray());

        Assert.Equal("close 4400 Invalid message: it is not valid JSON", await raw.ReadAsync());
        Assert.Equal("gone", await raw.ReadAsync());
        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task A_client_that_closes_gets_its_close_answered()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);
        await client.SubscribeAsync("1", "subscription { pushed }");
        await subgraph.Sources.OpenAsync(1);

        await client.CloseAsync();

        Assert.Equal(WebSocketState.Closed, client.State);
        await subgraph.Sources.EndAsync(1);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("own", true)]
    [InlineData("own by https", true)]
    [InlineData("https://monitor.example", true)]
    [InlineData("HTTPS://Monitor.Example", true)]
    [InlineData("https://monitor.example:8443", false)]
    [InlineData("http://monitor.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://127.0.0.1", false)]
    [InlineData("null", false)]
    [InlineData("file://", false)]
    [InlineData("", false)]
    public async Task Only_own_pages_and_those_of_allowed_origins_open_sockets(string? origin, bool opens)
    {
        await using var subgraph = await StreamSubgraph.StartAsync(
            settings: ("AllowedOrigins:0", "https://monitor.example/"));
        var own = subgraph.Http.GetLeftPart(UriPartial.Authority);
        var sent = origin switch
        {
            "own" => own,
            "own by https" => own.Replace("http:", "https:", StringComparison.Ordinal),
            _ => origin,
        };
        using var raw = await RawSocket.ConnectAsync(subgraph.Http);

        var answer = await raw.HandshakeAsync(sent is null ? "" : $"Origin: {sent}\r\n");

        Assert.StartsWith(opens ? "HTTP/1.1 101" : "HTTP/1.1 403", answer, StringComparison.Ordinal);
        Assert.Equal(!opens, answer.Contains("ORIGIN_NOT_ALLOWED", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AllowedOrigins:0", "monitor.example")]
    [InlineData("AllowedOrigins:0", "*")]
    [InlineData("AllowedOrigins:0", "https://monitor.example/page")]
    [InlineData("AllowedOrigins:0", "ftp://monitor.example")]
    [InlineData("MaxSockets", "0")]
    [InlineData("KeepAlive", "00:00:00")]
    public async Task A_setting_that_cannot_be_meant_stops_the_start(string name, string value) =>
        await Assert.ThrowsAsync<OptionsValidationException>(
            () => StreamSubgraph.StartAsync(settings: (name, value)));

    [Fact]
    public async Task Beyond_the_limit_of_sockets_the_handshake_is_refused_until_one_closes()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(settings: ("MaxSockets", "1"));
        var first = await SocketClient.ConnectAsync(subgraph);
        using var raw = await RawSocket.ConnectAsync(subgraph.Http);

        var refused = await raw.HandshakeAsync();

        Assert.StartsWith("HTTP/1.1 503", refused, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"OVERLOADED\"", refused, StringComparison.Ordinal);
        Assert.Contains("Retry-After: ", refused, StringComparison.Ordinal);
        await first.CloseAsync();
        first.Dispose();
        await Eventually.Async(
            async () =>
            {
                using var again = await RawSocket.ConnectAsync(subgraph.Http);
                return (await again.HandshakeAsync()).StartsWith("HTTP/1.1 101", StringComparison.Ordinal);
            },
            "a place is free again");
    }

    [Fact]
    public async Task Beyond_the_limit_of_streams_an_operation_is_refused()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(settings: ("MaxStreams", "1"));
        using var one = await SocketClient.ConnectAsync(subgraph);
        using var other = await SocketClient.ConnectAsync(subgraph);
        await one.SubscribeAsync("1", "subscription { pushed }");
        await subgraph.Sources.OpenAsync(1);

        await other.SubscribeAsync("1", "{ hello }");

        Assert.Equal(
            """{"type":"error","id":"1","payload":[{"message":"Too many streams are open: try again later.","""
            + "\"extensions\":{\"code\":\"OVERLOADED\"}}]}",
            await other.ReadAsync());
    }

    [Fact]
    public async Task A_caller_whose_token_ends_is_closed_with_4403()
    {
        var soon = new ManualClock().GetUtcNow().AddSeconds(9).ToUnixTimeSeconds();
        await using var subgraph = await StreamSubgraph.StartAsync(
            use: app => app.Use((context, next) => AsAsync(context, next, "anna", $"{soon}")));
        using var client = await SocketClient.ConnectAsync(subgraph);
        await client.SubscribeAsync("1", "subscription { me }");
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"me":"anna"}}}""", await client.ReadAsync());

        subgraph.Clock.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal("close 4403 The token has expired: connect with a new one", await client.ReadAsync());
        await subgraph.Sources.EndAsync(1);
    }

    [Theory]
    [InlineData("99999999999")]        // the year 5138
    [InlineData("9223372036854775807")]
    [InlineData("soon")]
    [InlineData("-1")]
    public async Task A_token_that_ends_late_or_says_nothing_of_its_end_closes_nothing(string exp)
    {
        await using var subgraph = await StreamSubgraph.StartAsync(
            use: app => app.Use((context, next) => AsAsync(context, next, "anna", exp)));
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync("1", "{ me }");

        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"me":"anna"}}}""", await client.ReadAsync());
    }

    [Fact]
    public async Task Who_connects_is_told_by_what_the_application_registers()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(services =>
            services.AddSingleton<IConnectionAuthentication, ByPassword>());

        using var refused = await SocketClient.OpenAsync(subgraph);
        await refused.SendAsync("""{"type":"connection_init","payload":{"password":"wrong"}}""");
        Assert.Equal("close 4403 Forbidden", await refused.ReadAsync());

        using var broken = await SocketClient.OpenAsync(subgraph);
        await broken.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal("close 4500 Internal server error", await broken.ReadAsync());
        Assert.Single(subgraph.Log.Errors);

        using var client = await SocketClient.ConnectAsync(
            subgraph, """{"type":"connection_init","payload":{"password":"right"}}""");
        await client.SubscribeAsync("1", "subscription { me }");
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"me":"bea"}}}""", await client.ReadAsync());
    }

    [Fact]
    public async Task Operations_that_do_not_wait_for_the_acknowledgement_wait_in_line()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.OpenAsync(subgraph);

        await client.SendAsync("""{"type":"connection_init"}""");
        await client.SubscribeAsync("1", "{ hello }");

        Assert.Equal(
            ["""{"type":"connection_ack"}""", """{"type":"next","id":"1","payload":{"data":{"hello":"world"}}}"""],
            await client.ReadAsync(2));
    }

    private static Task AsAsync(HttpContext context, RequestDelegate next, string name, string exp)
    {
        context.User = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, name), new Claim("exp", exp)], "test"));
        return next(context);
    }

    private sealed class ByPassword : IConnectionAuthentication
    {
        public Task<ClaimsPrincipal?> AuthenticateAsync(
            HttpContext request, IReadOnlyDictionary<string, object?>? payload, CancellationToken cancellationToken) =>
            Task.FromResult((string?)payload!["password"] == "right"
                ? new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "bea")], "test"))
                : null);
    }
}
