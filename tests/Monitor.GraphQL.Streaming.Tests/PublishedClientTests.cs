using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monitor.GraphQL.AspNetCore.Streaming;
using Monitor.Testing;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>The clients that front ends use, graphql-ws and graphql-sse, against a real server.</summary>
public sealed class PublishedClientTests
{
    private const string Sse = "graphql-sse";
    private const string Ws = "graphql-ws";

    [Theory]
    [InlineData(Sse)]
    [InlineData(Ws)]
    public async Task A_subscription_is_heard_to_its_end(string package)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await StartAsync(package, subgraph);

        await client.SubscribeAsync("a", "subscription ($to: Int!) { count(to: $to) }", new { to = 3 });

        Assert.Equal(
            [
                """{"id":"a","next":{"data":{"count":1}}}""",
                """{"id":"a","next":{"data":{"count":2}}}""",
                """{"id":"a","next":{"data":{"count":3}}}""",
                """{"id":"a","complete":true}""",
            ],
            await client.ReadAsync(4, "a"));
        await subgraph.Sources.EndAsync(1);
    }

    [Theory]
    [InlineData(Sse, "{ hello }", """{"hello":"world"}""")]
    [InlineData(Ws, "{ hello }", """{"hello":"world"}""")]
    [InlineData(Sse, "mutation { add(to: 1) }", """{"add":2}""")]
    [InlineData(Ws, "mutation { add(to: 1) }", """{"add":2}""")]
    public async Task Queries_and_mutations_are_answered_once(string package, string query, string data)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await StartAsync(package, subgraph);

        await client.SubscribeAsync("a", query);

        Assert.Equal(
            [$$$"""{"id":"a","next":{"data":{{{data}}}}}""", """{"id":"a","complete":true}"""],
            await client.ReadAsync(2, "a"));
    }

    [Theory]
    [InlineData(Sse, "{", "GRAPHQL_PARSE_FAILED")]
    [InlineData(Ws, "{", "GRAPHQL_PARSE_FAILED")]
    [InlineData(Sse, "subscription { nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData(Ws, "subscription { nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData(Sse, "subscription { refusing }", "NOT_NOW")]
    [InlineData(Ws, "subscription { refusing }", "NOT_NOW")]
    public async Task What_is_refused_is_told_with_its_code(string package, string query, string code)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await StartAsync(package, subgraph);

        await client.SubscribeAsync("a", query);

        using var line = JsonDocument.Parse((await client.ReadAsync(1, "a"))[0]);
        var errors = package == Sse
            ? line.RootElement.GetProperty("next").GetProperty("errors")
            : line.RootElement.GetProperty("error");
        Assert.Equal(code, errors[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(Sse)]
    [InlineData(Ws)]
    public async Task A_source_that_fails_mid_way_is_told_masked(string package)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await StartAsync(package, subgraph);

        await client.SubscribeAsync("a", "subscription { failing(after: 2) }");
        var lines = await client.ReadAsync(package == Sse ? 4 : 3, "a");

        Assert.Equal("""{"id":"a","next":{"data":{"failing":2}}}""", lines[1]);
        Assert.Contains("INTERNAL_ERROR", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("secret", lines[2], StringComparison.Ordinal);
        Assert.Single(subgraph.Log.Errors);
    }

    [Theory]
    [InlineData(Sse)]
    [InlineData(Ws)]
    public async Task Ending_a_subscription_ends_its_source_and_no_other(string package)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await StartAsync(package, subgraph);
        await client.SubscribeAsync("endless", "subscription { forever }");
        await client.SubscribeAsync("other", "subscription { pushed }");
        await client.HearAsync("""{"id":"endless","next":{"data":{"forever":3}}}""");
        await subgraph.Sources.OpenAsync(2);

        await client.EndAsync("endless");
        await subgraph.Sources.EndAsync(1);
        await subgraph.Pushed.Writer.WriteAsync("still here", TestContext.Current.CancellationToken);

        await client.HearAsync("""{"id":"other","next":{"data":{"pushed":"still here"}}}""");
        Assert.Equal(1, subgraph.Sources.Ended);
    }

    [Theory]
    [InlineData(Sse)]
    [InlineData(Ws)]
    public async Task A_client_that_is_disposed_or_killed_ends_all_its_sources(string package)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var disposed = await StartAsync(package, subgraph);
        using (var killed = await StartAsync(package, subgraph))
        {
            foreach (var client in (NodeClient[])[disposed, killed])
            {
                await client.SubscribeAsync("a", "subscription { forever }");
                await client.SubscribeAsync("b", "subscription { pushed }");
            }

            await subgraph.Sources.OpenAsync(4);
        }

        await subgraph.Sources.EndAsync(2);
        await disposed.DisposeClientAsync();
        await subgraph.Sources.EndAsync(4);
        Assert.Empty(subgraph.Log.Errors);
    }

    [Theory]
    [InlineData(Sse)]
    [InlineData(Ws)]
    public async Task After_a_restart_of_the_server_clients_connect_again_and_go_on(string package)
    {
        var first = await StreamSubgraph.StartAsync();
        using var client = await StartAsync(package, first);
        await client.SubscribeAsync("a", "subscription { pushed }");
        await first.Pushed.Writer.WriteAsync("before", TestContext.Current.CancellationToken);
        await client.HearAsync("""{"id":"a","next":{"data":{"pushed":"before"}}}""");

        await first.StopAsync();
        await first.DisposeAsync();
        await using var second = await StreamSubgraph.StartAsync(url: first.Http.GetLeftPart(UriPartial.Authority));
        await second.Pushed.Writer.WriteAsync("after", TestContext.Current.CancellationToken);

        await client.HearAsync("""{"event":"connected","wasRetry":true}""");
        await client.HearAsync("""{"id":"a","next":{"data":{"pushed":"after"}}}""");
    }

    [Fact]
    public async Task Graphql_ws_pings_and_is_pinged()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await StartAsync(Ws, subgraph, new { keepAlive = 50 });
        await client.SubscribeAsync("a", "subscription { pushed }");
        await subgraph.Sources.OpenAsync(1);

        await client.HearAsync("""{"event":"pong"}""");
        for (var ping = 0; ping < 3; ping++)
        {
            subgraph.Clock.Advance(TimeSpan.FromSeconds(12));
            await client.HearAsync("""{"event":"ping"}""");
            await client.HearAsync("""{"event":"pong"}""");
        }
    }

    [Fact]
    public async Task Graphql_ws_is_told_why_it_is_closed()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await StartAsync(Ws, subgraph, new { ids = new[] { "same", "same" } });

        await client.SubscribeAsync("a", "subscription { pushed }");
        await subgraph.Sources.OpenAsync(1);
        await client.SubscribeAsync("b", "subscription { pushed }");

        await client.HearAsync("""{"event":"closed","code":4409,"reason":"Subscriber for same already exists"}""");
        Assert.Equal(
            ["""{"id":"a","error":{"code":4409,"reason":"Subscriber for same already exists"}}"""],
            await client.ReadAsync(1, "a"));
    }

    [Fact]
    public async Task Graphql_ws_says_who_it_is_when_it_connects()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(services =>
            services.AddSingleton<IConnectionAuthentication, ByName>());
        using var client = await StartAsync(Ws, subgraph, new { connectionParams = new { name = "anna" } });

        await client.SubscribeAsync("a", "{ me }");

        Assert.Equal("""{"id":"a","next":{"data":{"me":"anna"}}}""", (await client.ReadAsync(1, "a"))[0]);
    }

    [Fact]
    public async Task Graphql_sse_tells_a_refusal_before_the_stream()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(settings: ("MaxStreams", "1"));
        using var client = await StartAsync(Sse, subgraph, new { retryAttempts = 0 });
        await client.SubscribeAsync("a", "subscription { pushed }");
        await subgraph.Sources.OpenAsync(1);

        await client.SubscribeAsync("b", "{ hello }");

        Assert.Equal(
            """{"id":"b","error":"Server responded with 503: Service Unavailable"}""",
            Assert.Single(await client.ReadAsync(1, "b")));
    }

    private static Task<NodeClient> StartAsync(string package, StreamSubgraph subgraph, object? settings = null) =>
        NodeClient.StartAsync(package, package == Ws ? subgraph.WebSocket : subgraph.Http, settings);

    private sealed class ByName : IConnectionAuthentication
    {
        public Task<ClaimsPrincipal?> AuthenticateAsync(
            HttpContext request, IReadOnlyDictionary<string, object?>? payload, CancellationToken cancellationToken) =>
            Task.FromResult<ClaimsPrincipal?>(new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.Name, (string)payload!["name"]!)], "test")));
    }
}
