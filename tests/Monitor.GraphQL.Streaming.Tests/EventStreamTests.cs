using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Testing;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>graphql-sse, distinct connections mode: an operation a request, its answers as events.</summary>
public sealed class EventStreamTests
{
    [Fact]
    public async Task A_subscription_streams_each_event_and_completes()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();

        using var stream = await EventStreamClient.PostAsync(subgraph, "subscription { count(to: 2) }");

        Assert.Equal(HttpStatusCode.OK, stream.Status);
        Assert.Equal("text/event-stream; charset=utf-8", stream.ContentType);
        Assert.Equal("no-store", stream.Headers.CacheControl!.ToString());
        Assert.Equal("no", stream.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Equal(":", await stream.ReadAnyAsync());
        Assert.Equal(
            [
                "event: next|data: {\"data\":{\"count\":1}}",
                "event: next|data: {\"data\":{\"count\":2}}",
                "event: complete|data:",
            ],
            await stream.ReadAllAsync());
        await subgraph.Sources.EndAsync(1);
    }

    [Theory]
    [InlineData("{ hello }", "{\"data\":{\"hello\":\"world\"}}")]
    [InlineData("mutation { add(to: 1) }", "{\"data\":{\"add\":2}}")]
    public async Task A_query_and_a_mutation_have_one_answer(string query, string answer)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();

        using var stream = await EventStreamClient.PostAsync(subgraph, query);

        Assert.Equal([$"event: next|data: {answer}", "event: complete|data:"], await stream.ReadAllAsync());
    }

    [Theory]
    [InlineData("{", "GRAPHQL_PARSE_FAILED")]
    [InlineData("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription ($to: Int!) { count(to: $to) }", "BAD_USER_INPUT")]
    [InlineData("subscription { refusing }", "NOT_NOW")]
    public async Task What_the_document_is_refused_for_comes_as_an_event(string query, string code)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();

        using var stream = await EventStreamClient.PostAsync(subgraph, query);
        var events = await stream.ReadAllAsync();

        Assert.Equal(HttpStatusCode.OK, stream.Status);
        Assert.Equal(2, events.Count);
        Assert.StartsWith("event: next|data: {\"errors\":[{\"message\":", events[0], StringComparison.Ordinal);
        Assert.Contains($"\"code\":\"{code}\"", events[0], StringComparison.Ordinal);
        Assert.DoesNotContain("\"data\":null", events[0], StringComparison.Ordinal);
        Assert.Equal("event: complete|data:", events[1]);
    }

    [Theory]
    [InlineData("{", "application/json", 400, "BAD_REQUEST")]
    [InlineData("{}", "application/json", 400, "BAD_REQUEST")]
    [InlineData("[{\"query\":\"{hello}\"}]", "application/json", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{hello}\"}", "text/plain", 400, "CSRF_PREVENTED")]
    [InlineData("{\"query\":\"{hello}\"}", "application/graphql", 415, "UNSUPPORTED_MEDIA_TYPE")]
    public async Task What_is_no_GraphQL_request_gets_no_stream(string body, string type, int status, string code)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var request = EventStreamClient.Post(body);
        request.Content = new StringContent(body, Encoding.UTF8, type);

        using var answer = await EventStreamClient.SendAsync(subgraph, request);

        Assert.Equal(status, (int)answer.Status);
        Assert.Equal("application/json; charset=utf-8", answer.ContentType);
        Assert.Contains($"\"code\":\"{code}\"", await answer.BodyAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task The_single_connection_mode_is_not_offered(string method)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "");
        request.Headers.Add("Accept", "text/event-stream");

        using var answer = await EventStreamClient.SendAsync(subgraph, request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
    }

    [Theory]
    [InlineData("text/event-stream", true)]
    [InlineData("TEXT/Event-Stream", true)]
    [InlineData("text/event-stream, */*", true)]
    [InlineData("text/event-stream, multipart/mixed", true)]
    [InlineData("text/event-stream, application/json;q=0.9", true)]
    [InlineData("text/event-stream, application/json", false)]
    [InlineData("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", false)]
    [InlineData("application/json, text/event-stream;q=0.5", false)]
    [InlineData("text/event-stream;q=0, application/json", false)]
    [InlineData("text/*, application/json", false)]
    [InlineData("*/*", false)]
    public async Task Who_prefers_events_gets_them(string accept, bool gets)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();

        using var answer = await EventStreamClient.PostAsync(subgraph, "{ hello }", accept);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(gets, answer.ContentType == "text/event-stream; charset=utf-8");
    }

    [Theory]
    [InlineData("?query={hello}", "event: next|data: {\"data\":{\"hello\":\"world\"}}")]
    [InlineData(
        "?query=subscription($to:Int!){count(to:$to)}&variables={\"to\":1}",
        "event: next|data: {\"data\":{\"count\":1}}")]
    public async Task A_page_s_own_EventSource_may_query_and_subscribe_by_GET(string address, string first)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var request = Get(address, ("Sec-Fetch-Site", "same-origin"));

        using var stream = await EventStreamClient.SendAsync(subgraph, request);

        Assert.Equal([first, "event: complete|data:"], await stream.ReadAllAsync());
    }

    [Theory]
    [InlineData("?query=mutation{add(to:1)}", "Sec-Fetch-Site", "same-origin", 405, "METHOD_NOT_ALLOWED")]
    [InlineData("", "Sec-Fetch-Site", "same-origin", 400, "BAD_REQUEST")]
    [InlineData("?query={hello}", "Sec-Fetch-Site", "cross-site", 400, "CSRF_PREVENTED")]
    [InlineData("?query={hello}", "Sec-Fetch-Site", "same-site", 400, "CSRF_PREVENTED")]
    [InlineData("?query={hello}", "Sec-Fetch-Site", "none", 400, "CSRF_PREVENTED")]
    [InlineData("?query={hello}", "X-Other", "1", 400, "CSRF_PREVENTED")]
    public async Task Other_GETs_are_refused(string address, string header, string value, int status, string code)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var request = Get(address, (header, value));

        using var answer = await EventStreamClient.SendAsync(subgraph, request);

        Assert.Equal(status, (int)answer.Status);
        Assert.Contains($"\"code\":\"{code}\"", await answer.BodyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_that_set_headers_may_subscribe_by_GET()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var request = Get("?query=subscription{count(to:1)}", ("graphql-preflight", "1"));

        using var stream = await EventStreamClient.SendAsync(subgraph, request);

        Assert.Equal("event: next|data: {\"data\":{\"count\":1}}", await stream.ReadAsync());
    }

    [Fact]
    public async Task A_source_that_fails_ends_in_a_masked_error_that_is_logged_once()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();

        using var stream = await EventStreamClient.PostAsync(subgraph, "subscription { failing(after: 1) }");
        var events = await stream.ReadAllAsync();

        Assert.Equal(3, events.Count);
        Assert.Equal("event: next|data: {\"data\":{\"failing\":1}}", events[0]);
        Assert.StartsWith(
            "event: next|data: {\"errors\":[{\"message\":\"Internal error.\"", events[1], StringComparison.Ordinal);
        Assert.Equal("event: complete|data:", events[2]);
        Assert.EndsWith(": password=secret", Assert.Single(subgraph.Log.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_stream_says_now_and_then_that_it_lives()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var stream = await EventStreamClient.PostAsync(subgraph, "subscription { pushed }");
        Assert.Equal(":", await stream.ReadAnyAsync());
        await subgraph.Sources.OpenAsync(1);

        for (var comment = 0; comment < 3; comment++)
        {
            subgraph.Clock.Advance(TimeSpan.FromSeconds(12));
            Assert.Equal(":", await stream.ReadAnyAsync());
        }

        await subgraph.Pushed.Writer.WriteAsync("at last", TestContext.Current.CancellationToken);
        Assert.Equal("event: next|data: {\"data\":{\"pushed\":\"at last\"}}", await stream.ReadAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_ends_its_source()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using (await EventStreamClient.PostAsync(subgraph, "subscription { pushed }"))
        using (await EventStreamClient.PostAsync(subgraph, "subscription { forever }"))
        {
            await subgraph.Sources.OpenAsync(2);
        }

        await subgraph.Sources.EndAsync(2);
        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task A_client_that_leaves_stops_a_query_too()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var leave = new CancellationTokenSource();
        var answer = subgraph.Client.SendAsync(EventStreamClient.Post("{\"query\":\"{slow}\"}"), leave.Token);
        await subgraph.SlowBegan.Task;

        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await subgraph.SlowEnded.Task.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_not_written_for()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(subgraph.Http.Host, subgraph.Http.Port, TestContext.Current.CancellationToken);
        const string body = "{\"query\":\"subscription{large(kilobytes:256)}\"}";
        await tcp.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                "POST /graphql HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {body.Length}\r\n\r\n{body}"),
            TestContext.Current.CancellationToken);

        await subgraph.Sources.OpenAsync(1);
        var given = await subgraph.Sources.SettledAsync();

        // What the system's buffers for one connection hold, a few MB at most; endless if they gathered here.
        Assert.InRange(given, 1, 200);
        tcp.Close();
        await subgraph.Sources.EndAsync(1);
    }

    [Fact]
    public async Task A_stop_ends_streams_without_complete_so_that_clients_connect_again()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var stream = await EventStreamClient.PostAsync(subgraph, "subscription { pushed }");
        await subgraph.Sources.OpenAsync(1);

        var stop = subgraph.StopAsync();

        Assert.Empty(await stream.ReadAllAsync());
        await stop.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(1, subgraph.Sources.Ended);
        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task A_stream_ends_with_its_caller_s_token()
    {
        var soon = new ManualClock().GetUtcNow().AddSeconds(9).ToUnixTimeSeconds();
        await using var subgraph = await StreamSubgraph.StartAsync(use: app => app.Use((context, next) =>
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.Name, "anna"), new Claim("exp", $"{soon}")], "test"));
            return next(context);
        }));

        using var stream = await EventStreamClient.PostAsync(subgraph, "subscription { me }");
        Assert.Equal("event: next|data: {\"data\":{\"me\":\"anna\"}}", await stream.ReadAsync());

        subgraph.Clock.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(
            [
                "event: next|data: {\"errors\":[{\"message\":\"The token has expired: connect with a new one.\","
                + "\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}",
                "event: complete|data:",
            ],
            await stream.ReadAllAsync());
        await subgraph.Sources.EndAsync(1);
    }

    [Fact]
    public async Task Beyond_the_limit_of_streams_a_request_is_refused_until_one_ends()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(settings: ("MaxStreams", "1"));
        using (await EventStreamClient.PostAsync(subgraph, "subscription { pushed }"))
        {
            using var refused = await EventStreamClient.PostAsync(subgraph, "{ hello }");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Contains("\"code\":\"OVERLOADED\"", await refused.BodyAsync(), StringComparison.Ordinal);
        }

        await Eventually.Async(
            async () =>
            {
                using var again = await EventStreamClient.PostAsync(subgraph, "{ hello }");
                return again.Status == HttpStatusCode.OK;
            },
            "a place is free again");
    }

    [Fact]
    public async Task Each_event_has_services_of_its_own()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();

        using var stream = await EventStreamClient.PostAsync(subgraph, "subscription { scope { one other source } }");
        var events = await stream.ReadAllAsync();

        Assert.Equal(4, events.Distinct().Count());
        Assert.All(events.Take(3), text => Assert.DoesNotContain("errors", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stream_outlives_the_time_that_requests_have()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(
            services => services.AddRequestTimeouts(timeouts =>
                timeouts.DefaultPolicy = new() { Timeout = TimeSpan.FromMilliseconds(300) }),
            app => app.UseRequestTimeouts());
        using var stream = await EventStreamClient.PostAsync(subgraph, "subscription { pushed }");
        using var socket = await SocketClient.ConnectAsync(subgraph);
        await socket.SubscribeAsync("1", "subscription { pushed }");

        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await subgraph.Pushed.Writer.WriteAsync("a", TestContext.Current.CancellationToken);
        await subgraph.Pushed.Writer.WriteAsync("b", TestContext.Current.CancellationToken);

        // Each of the two takes one, or one takes both.
        await Eventually.Async(() => subgraph.Pushed.Reader.Count == 0, "both are taken");
        Assert.Equal(0, subgraph.Sources.Ended);
    }

    private static HttpRequestMessage Get(string address, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept", "text/event-stream");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }
}
