using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monitor.GraphQL.AspNetCore;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>graphql-transport-ws: operations, and how each ends.</summary>
public sealed class SocketTests
{
    [Fact]
    public async Task A_subscription_sends_each_event_and_completes()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);
        Assert.Equal("graphql-transport-ws", client.SubProtocol);

        await client.SubscribeAsync("a", "subscription { count(to: 2) }");

        Assert.Equal(
            [
                """{"type":"next","id":"a","payload":{"data":{"count":1}}}""",
                """{"type":"next","id":"a","payload":{"data":{"count":2}}}""",
                """{"type":"complete","id":"a"}""",
            ],
            await client.ReadAsync(3));
        await subgraph.Sources.EndAsync(1);
    }

    [Theory]
    [InlineData("{ hello }", """{"hello":"world"}""")]
    [InlineData("mutation { add(to: 1) }", """{"add":2}""")]
    public async Task A_query_and_a_mutation_have_one_answer(string query, string data)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync("1", query);

        Assert.Equal(
            [$$$"""{"type":"next","id":"1","payload":{"data":{{{data}}}}}""", """{"type":"complete","id":"1"}"""],
            await client.ReadAsync(2));
    }

    [Fact]
    public async Task Variables_and_the_operation_s_name_are_taken()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SendAsync("""
            {"id":"1","type":"subscribe","payload":{"query":"query A { hello } mutation B($to: Int!) { add(to: $to) }",
            "operationName":"B","variables":{"to":41},"extensions":{"x":1}}}
            """);

        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"add":42}}}""", await client.ReadAsync());
    }

    [Theory]
    [InlineData("{}", "none")]
    [InlineData("""{"idempotencyKey":null}""", "none")]
    [InlineData("""{"idempotencyKey":"3f1c-9"}""", "3f1c-9")]
    public async Task A_mutation_s_idempotency_key_stands_in_its_extensions(string extensions, string key)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SendAsync(
            """{"id":"1","type":"subscribe","payload":{"query":"mutation{key}","extensions":""" + extensions + "}}");

        Assert.Equal(
            """{"type":"next","id":"1","payload":{"data":{"key":"KEY"}}}""",
            (await client.ReadAsync()).Replace($"\"{key}\"", "\"KEY\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("17")]
    [InlineData("\"\"")]
    [InlineData("\"two words\"")]
    public async Task What_is_no_idempotency_key_is_refused_and_nothing_runs(string key)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SendAsync(
            """{"id":"1","type":"subscribe","payload":{"query":"mutation{slowly}","extensions":{"idempotencyKey":"""
            + key + "}}}");

        Assert.Contains("BAD_REQUEST", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.False(subgraph.SlowBegan.Task.IsCompleted);
    }

    [Fact]
    public async Task An_event_waits_for_room_among_all_that_is_executed()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(
            services => services.Configure<GraphQLOptions>(options => options.MaxConcurrentExecutions = 1));
        using var client = await SocketClient.ConnectAsync(subgraph);
        await client.SubscribeAsync("events", "subscription { pushed }");
        await subgraph.Sources.OpenAsync(1);
        await client.SubscribeAsync("query", "{ slow }");
        await subgraph.SlowBegan.Task;

        await subgraph.Pushed.Writer.WriteAsync("now", TestContext.Current.CancellationToken);
        var heard = client.ReadAsync();
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(heard.IsCompleted);   // the query has the only place
        subgraph.Slow.SetResult();

        var messages = new List<string> { await heard };
        messages.AddRange(await client.ReadAsync(2));
        Assert.Contains("""{"type":"next","id":"events","payload":{"data":{"pushed":"now"}}}""", messages);
        Assert.Contains("""{"type":"next","id":"query","payload":{"data":{"slow":1}}}""", messages);
    }

    [Theory]
    [InlineData("{", "GRAPHQL_PARSE_FAILED")]
    [InlineData("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription ($to: Int!) { count(to: $to) }", "BAD_USER_INPUT")]
    [InlineData("subscription { refusing }", "NOT_NOW")]
    public async Task What_is_refused_gets_an_error_and_no_complete_and_the_socket_lives(string query, string code)
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync("1", query);
        var error = await client.ReadAsync();

        Assert.StartsWith("""{"type":"error","id":"1","payload":[{"message":""", error, StringComparison.Ordinal);
        Assert.Contains($"\"code\":\"{code}\"", error, StringComparison.Ordinal);
        await client.SubscribeAsync("1", "{ hello }");
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"hello":"world"}}}""", await client.ReadAsync());
        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task A_source_that_fails_ends_in_a_masked_error_that_is_logged_once()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync("1", "subscription { failing(after: 1) }");
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"failing":1}}}""", await client.ReadAsync());
        var error = await client.ReadAsync();

        Assert.StartsWith(
            """{"type":"error","id":"1","payload":[{"message":"Internal error.",""", error, StringComparison.Ordinal);
        var logged = Assert.Single(subgraph.Log.Errors);
        Assert.EndsWith(": password=secret", logged, StringComparison.Ordinal);
        Assert.Contains(TraceIdIn(error), logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_fails_costs_only_itself_in_each_event()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync("1", "subscription { mixed { good bad } }");
        var events = await client.ReadAsync(3);

        Assert.All(events.Take(2), text => Assert.Contains("\"bad\":null", text, StringComparison.Ordinal));
        Assert.All(events.Take(2), text => Assert.Contains("Internal error.", text, StringComparison.Ordinal));
        Assert.Equal("""{"type":"complete","id":"1"}""", events[2]);
        Assert.Equal(2, subgraph.Log.Errors.Count);
    }

    [Fact]
    public async Task An_event_that_takes_too_long_is_an_error_and_the_next_comes()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(settings: ("KeepAlive", "00:10:00"));
        using var client = await SocketClient.ConnectAsync(subgraph);
        await client.SubscribeAsync("1", "subscription { mixed { number slow } }");
        await subgraph.SlowBegan.Task;

        subgraph.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(
            """{"type":"next","id":"1","payload":{"errors":[{"message":"The event took too long and was stopped: """
            + "ask for less of it.\",\"extensions\":{\"code\":\"EXECUTION_TIMEOUT\"}}]}}",
            await client.ReadAsync());
        subgraph.Slow.SetResult();
        Assert.Equal(
            [
                """{"type":"next","id":"1","payload":{"data":{"mixed":{"number":2,"slow":1}}}}""",
                """{"type":"complete","id":"1"}""",
            ],
            await client.ReadAsync(2));
        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task Complete_ends_the_source_and_frees_the_id()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync("1", "subscription { pushed }");
        await subgraph.Sources.OpenAsync(1);
        await client.CompleteAsync("1");
        await subgraph.Sources.EndAsync(1);
        await client.SubscribeAsync("1", "{ hello }");

        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"hello":"world"}}}""", await client.ReadAsync());
        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task Complete_of_a_query_stops_it_without_an_answer()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync("1", "{ slow }");
        await subgraph.SlowBegan.Task;
        await client.CompleteAsync("1");
        await client.SubscribeAsync("2", "{ hello }");

        Assert.Equal("""{"type":"next","id":"2","payload":{"data":{"hello":"world"}}}""", await client.ReadAsync());
        Assert.Equal("""{"type":"complete","id":"2"}""", await client.ReadAsync());
    }

    [Fact]
    public async Task Complete_of_an_unknown_id_is_ignored()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.CompleteAsync("nobody");
        await client.SubscribeAsync("1", "{ hello }");

        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"hello":"world"}}}""", await client.ReadAsync());
    }

    [Fact]
    public async Task Operations_run_beside_one_another_and_end_for_themselves()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync("endless", "subscription { forever }");
        await client.SubscribeAsync("slow", "{ slow }");
        await client.SubscribeAsync("short", "subscription { count(to: 1) }");
        var messages = new List<string>();
        while (!messages.Contains("""{"type":"complete","id":"short"}"""))
        {
            messages.Add(await client.ReadAsync());
        }

        Assert.Contains("""{"type":"next","id":"short","payload":{"data":{"count":1}}}""", messages);
        subgraph.Slow.SetResult();
        while (!messages.Contains("""{"type":"complete","id":"slow"}"""))
        {
            messages.Add(await client.ReadAsync());
        }

        Assert.Contains(messages, message => message.Contains("\"id\":\"endless\"", StringComparison.Ordinal));
        Assert.Equal(1, subgraph.Sources.Ended);
    }

    [Fact]
    public async Task Beyond_the_limit_of_a_socket_an_operation_is_refused_and_the_others_go_on()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(settings: ("MaxOperationsPerSocket", "2"));
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync("1", "subscription { pushed }");
        await client.SubscribeAsync("2", "{ slow }");
        await subgraph.SlowBegan.Task;
        await client.SubscribeAsync("3", "{ hello }");

        Assert.Equal(
            """{"type":"error","id":"3","payload":[{"message":"Too many operations run on this socket: """
            + """complete some, or open another.","extensions":{"code":"TOO_MANY_OPERATIONS"}}]}""",
            await client.ReadAsync());
        await subgraph.Pushed.Writer.WriteAsync("here", TestContext.Current.CancellationToken);
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"pushed":"here"}}}""", await client.ReadAsync());
    }

    [Fact]
    public async Task A_ping_is_answered_at_any_time_with_its_payload()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.OpenAsync(subgraph);

        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await client.ReadAsync());

        await client.SendAsync("""{"type":"ping","payload":{"at":1.50,"list":[null,true,"é"]}}""");
        Assert.Equal("""{"type":"pong","payload":{"at":1.50,"list":[null,true,"é"]}}""", await client.ReadAsync());

        await client.SendAsync("""{"type":"pong"}""");
        await client.SendAsync("""{"type":"connection_init","payload":null}""");
        Assert.Equal("""{"type":"connection_ack"}""", await client.ReadAsync());
    }

    [Fact]
    public async Task Each_event_has_services_of_its_own_and_the_source_those_of_the_operation()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync("1", "subscription { scope { one other source } }");
        var events = (await client.ReadAsync(3)).Select(ScopesIn).ToList();

        Assert.All(events, ids => Assert.Equal(ids.One, ids.Other));
        Assert.Equal(3, events.Select(ids => ids.One).Distinct().Count());
        Assert.Single(events.Select(ids => ids.Source).Distinct());
        Assert.DoesNotContain(events, ids => ids.One == ids.Source);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_all_its_sources()
    {
        await using var subgraph = await StreamSubgraph.StartAsync();
        using (var polite = await SocketClient.ConnectAsync(subgraph))
        using (var rude = await SocketClient.ConnectAsync(subgraph))
        {
            foreach (var client in (SocketClient[])[polite, rude])
            {
                await client.SubscribeAsync("1", "subscription { pushed }");
                await client.SubscribeAsync("2", "subscription { forever }");
            }

            await subgraph.Sources.OpenAsync(4);
            rude.Abort();
            await subgraph.Sources.EndAsync(2);
            await polite.SendAsync("""{"type":"ping"}""");
        }

        await subgraph.Sources.EndAsync(4);
        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_not_written_for()
    {
        await using var subgraph = await StreamSubgraph.StartAsync(settings: ("CloseTimeout", "00:00:00.100"));
        using var client = await SocketClient.ConnectAsync(subgraph);

        await client.SubscribeAsync("1", "subscription { large(kilobytes: 256) }");
        await subgraph.Sources.OpenAsync(1);
        var given = await subgraph.Sources.SettledAsync();

        // What the system's buffers for one connection hold, a few MB at most; endless if they gathered here.
        Assert.InRange(given, 1, 200);

        // The ping is not taken either: that ends it, though the client has not gone.
        await Eventually.Async(
            () =>
            {
                subgraph.Clock.Advance(TimeSpan.FromSeconds(12));
                return subgraph.Sources.Ended == 1;
            },
            "the source ends");
    }

    private static string TraceIdIn(string message)
    {
        using var json = JsonDocument.Parse(message);
        return json.RootElement.GetProperty("payload")[0].GetProperty("extensions").GetProperty("traceId").GetString()!;
    }

    private static (string One, string Other, string Source) ScopesIn(string message)
    {
        using var json = JsonDocument.Parse(message);
        var scope = json.RootElement.GetProperty("payload").GetProperty("data").GetProperty("scope");
        return (scope.GetProperty("one").GetString()!, scope.GetProperty("other").GetString()!,
            scope.GetProperty("source").GetString()!);
    }
}
