using System.Text.Json;
using Monitor.Gateway.Tests.Execution;

namespace Monitor.Gateway.Tests.Subscriptions;

/// <summary>What a subscriber hears, and when.</summary>
public sealed class SubscriptionTests
{
    private const string Changed = "subscription { roundChanged(year: 2018) { status rate } }";

    [Fact]
    public async Task The_first_answer_comes_at_once_and_another_when_an_event_brings_something_new()
    {
        await using var live = await Live.StartAsync();
        using var client = await live.SubscribeAsync(Changed);
        Assert.Equal("""{"data":{"roundChanged":{"status":"OPEN","rate":0}}}""", await client.ReadAsync());

        live.Years[2018]["rate"] = 3;
        await live.PublishAsync("stage.answered", new { round = 2018 });

        Assert.Equal("""{"data":{"roundChanged":{"status":"OPEN","rate":3}}}""", await client.ReadAsync());
    }

    [Fact]
    public async Task Nothing_is_sent_that_the_client_has_already()
    {
        await using var live = await Live.StartAsync();
        using var client = await live.SubscribeAsync(Changed);
        await client.ReadAsync();
        var asked = live.Rounds.Requests.Count;

        await live.PublishAsync("stage.answered", new { round = 2018 });
        await Eventually.Async(() => live.Rounds.Requests.Count == asked + 1);
        live.Years[2018]["rate"] = 4;
        await live.PublishAsync("stage.answered", new { round = 2018 });

        Assert.Equal("""{"data":{"roundChanged":{"status":"OPEN","rate":4}}}""", await client.ReadAsync());
    }

    [Fact]
    public async Task Events_of_other_things_topics_or_publishers_ask_nothing()
    {
        await using var live = await Live.StartAsync();
        using var client = await live.SubscribeAsync(Changed);
        await client.ReadAsync();
        var asked = live.Rounds.Requests.Count;

        await live.PublishAsync("stage.answered", new { round = 2017 });
        await live.PublishAsync("stage.answered", new { other = 2018 });
        await live.PublishAsync("card.changed", new { round = 2018 });
        live.Years[2018]["rate"] = 5;
        await live.PublishAsync("stage.opened", new { round = 2018 });

        Assert.Equal("""{"data":{"roundChanged":{"status":"OPEN","rate":5}}}""", await client.ReadAsync());
        Assert.Equal(asked + 1, live.Rounds.Requests.Count);
    }

    [Fact]
    public async Task The_selection_goes_on_to_other_subgraphs_with_variables_aliases_and_fragments()
    {
        await using var live = await Live.StartAsync();
        using var client = await live.SubscribeAsync(
            """
            subscription Watch($y: Int!, $all: Boolean!) {
              now: roundChanged(year: $y) { ...figures status @include(if: $all) }
            }
            fragment figures on Round { average: mean __typename }
            """,
            new { y = 2018, all = false });
        Assert.Equal(
            """{"data":{"now":{"average":52.5,"__typename":"Round"}}}""", await client.ReadAsync());
        var asked = Assert.Single(live.Figures.Requests);
        Assert.Equal(["""{"__typename":"Round","year":2018}"""], asked.Representations);
    }

    [Fact]
    public async Task An_event_reaches_subscribers_of_every_replica()
    {
        await using var live = await Live.StartAsync(replicas: 2, withRedis: true);
        using var first = await live.SubscribeAsync(Changed, replica: 0);
        using var second = await live.SubscribeAsync(Changed, replica: 1);
        await first.ReadAsync();
        await second.ReadAsync();

        live.Years[2018]["rate"] = 6;
        await live.PublishAsync("stage.answered", new { round = 2018 }, replica: 1);

        const string answer = """{"data":{"roundChanged":{"status":"OPEN","rate":6}}}""";
        Assert.Equal(answer, await first.ReadAsync());
        Assert.Equal(answer, await second.ReadAsync());
    }

    [Fact]
    public async Task What_was_missed_while_redis_was_gone_is_looked_up_when_it_is_back()
    {
        await using var live = await Live.StartAsync(replicas: 2, withRedis: true);
        using var client = await live.SubscribeAsync(Changed, replica: 0);
        await client.ReadAsync();
        await live.Redis.StopAsync();
        live.Years[2018]["rate"] = 7;

        await live.Redis.RestartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("""{"data":{"roundChanged":{"status":"OPEN","rate":7}}}""", await client.ReadAsync());
    }

    [Fact]
    public async Task A_burst_of_events_costs_few_answers_and_the_last_state_comes()
    {
        await using var live = await Live.StartAsync(settings: ("Subscriptions:Interval", "00:00:00.300"));
        using var client = await live.SubscribeAsync(Changed);
        await client.ReadAsync();
        for (var rate = 1; rate <= 100; rate++)
        {
            live.Years[2018]["rate"] = rate;
            await live.PublishAsync("stage.answered", new { round = 2018 });
        }

        var between = await client.HearAsync("""{"data":{"roundChanged":{"status":"OPEN","rate":100}}}""");

        Assert.InRange(between, 0, 50);
        Assert.InRange(live.Rounds.Requests.Count, 1, 50);
    }

    [Fact]
    public async Task What_is_left_open_is_taken_from_each_event()
    {
        await using var live = await Live.StartAsync();
        using var client = await live.SubscribeAsync("subscription { roundClosed { year status } }");
        Assert.Empty(live.Rounds.Requests);

        await live.PublishAsync("stage.closed", new { round = 2017, kind = "FINAL" });
        Assert.Equal("""{"data":{"roundClosed":{"year":2017,"status":"CLOSED"}}}""", await client.ReadAsync());
        await live.PublishAsync("stage.closed", new { round = 2018, kind = "DRAFT" });
        await live.PublishAsync("stage.closed", new { round = 2017, kind = "FINAL" });
        await live.PublishAsync("stage.closed", new { round = 2018, kind = "FINAL" });
        Assert.Equal("""{"data":{"roundClosed":{"year":2018,"status":"OPEN"}}}""", await client.ReadAsync());
    }

    [Fact]
    public async Task What_everyone_may_see_is_asked_once_for_all_and_what_is_private_for_each()
    {
        await using var live = await Live.StartAsync(withRedis: true);
        const string open = "subscription { roundChanged(year: 2018) { status } }";
        var clients = new List<LiveClient>();
        for (var number = 0; number < 10; number++)
        {
            clients.Add(await live.SubscribeAsync(open, token: live.Token($"caller-{number}")));
            await clients[^1].ReadAsync();
        }
        Assert.Equal(1, live.Queries().Count);
        Assert.All(live.Rounds.Requests, asked => Assert.Empty(asked.Headers.Authorization.ToString()));
        for (var number = 0; number < 3; number++)
        {
            clients.Add(await live.SubscribeAsync(Changed, token: live.Token($"caller-{number}")));
            await clients[^1].ReadAsync();
        }
        Assert.Equal(4, live.Queries().Count);
        var asked = live.Rounds.Requests.Count;

        live.Years[2018]["status"] = "CLOSED";
        await live.PublishAsync("stage.opened", new { round = 2018 });

        Assert.All(clients[..10], client => Assert.Equal(
            """{"data":{"roundChanged":{"status":"CLOSED"}}}""", client.ReadAsync().GetAwaiter().GetResult()));
        Assert.All(clients[10..], client => Assert.Equal(
            """{"data":{"roundChanged":{"status":"CLOSED","rate":0}}}""", client.ReadAsync().GetAwaiter().GetResult()));
        // Four runs, or twice as many where a slow Redis had the event delivered again; not thirteen.
        Assert.InRange(live.Rounds.Requests.Count - asked, 1, 12);
        clients.ForEach(client => client.Dispose());
        await Eventually.Async(() => live.Queries().Count == 0 && live.Callers() == 0);
    }

    [Fact]
    public async Task The_callers_own_headers_go_along_each_time()
    {
        await using var live = await Live.StartAsync();
        var token = live.Token("anna");
        using var client = await live.SubscribeAsync(Changed, token: token);
        await client.ReadAsync();
        live.Years[2018]["rate"] = 1;
        await live.PublishAsync("stage.opened", new { round = 2018 });
        await client.ReadAsync();
        Assert.Equal(2, live.Rounds.Requests.Count);
        Assert.All(live.Rounds.Requests, asked => Assert.Equal($"Bearer {token}", asked.Headers.Authorization));
    }

    [Fact]
    public async Task An_operation_that_is_wrong_is_refused_with_its_code()
    {
        await using var live = await Live.StartAsync();
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", await CodeAsync(live, "subscription { nothing }"));
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", await CodeAsync(
            live, "subscription { a: roundChanged(year: 1) { year } b: roundChanged(year: 2) { year } }"));
        Assert.Equal("OPERATION_NOT_SUPPORTED", await CodeAsync(live, "subscription { ticks }"));
        Assert.Equal("BAD_USER_INPUT", await CodeAsync(
            live, "subscription($y: Int!) { roundChanged(year: $y) { year } }"));
        Assert.Equal(0, live.Callers());
    }

    [Fact]
    public async Task Without_a_stream_there_is_no_subscription()
    {
        await using var live = await Live.StartAsync();
        var answer = await live.Gateway().AskAsync(Changed);
        Assert.Equal(["OPERATION_NOT_SUPPORTED"], answer.Codes());
        Assert.Contains("stream", answer.GetProperty("errors")[0].GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_hears_no_events_says_so()
    {
        await using var rounds = await TestSubgraph.StartAsync("rounds");
        await using var gateway = await TestGateway.StartAsync("live", [rounds]);
        using var client = await LiveClient.OpenAsync(gateway.Http, Changed);
        Assert.Contains("OPERATION_NOT_SUPPORTED", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task When_the_graph_changes_streams_go_on()
    {
        await using var live = await Live.StartAsync();
        using var client = await live.SubscribeAsync(Changed);
        await client.ReadAsync();

        live.Years[2018]["rate"] = 8;
        live.Serve(await File.ReadAllTextAsync(
            RepositoryFiles.Graph("live"), TestContext.Current.CancellationToken));

        Assert.Equal("""{"data":{"roundChanged":{"status":"OPEN","rate":8}}}""", await client.ReadAsync());
        live.Years[2018]["rate"] = 9;
        await live.PublishAsync("stage.opened", new { round = 2018 });
        Assert.Equal("""{"data":{"roundChanged":{"status":"OPEN","rate":9}}}""", await client.ReadAsync());
        Assert.Equal(1, live.Queries().Count);
    }

    [Fact]
    public async Task A_stream_that_the_new_graph_does_not_know_ends_with_what_is_wrong()
    {
        await using var live = await Live.StartAsync();
        using var other = await live.SubscribeAsync("subscription { roundChanged(year: 2018) { status } }");
        await other.ReadAsync();
        using var client = await live.SubscribeAsync(Changed);
        await client.ReadAsync();
        var sdl = await File.ReadAllTextAsync(
            RepositoryFiles.Graph("live"), TestContext.Current.CancellationToken);

        live.Serve(sdl.Replace("  rate: Int", "  responses: Int", StringComparison.Ordinal));

        Assert.Contains("GRAPHQL_VALIDATION_FAILED", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.Null(await client.ReadAsync());
        live.Years[2018]["status"] = "CLOSED";
        await live.PublishAsync("stage.opened", new { round = 2018 });
        Assert.Equal("""{"data":{"roundChanged":{"status":"CLOSED"}}}""", await other.ReadAsync());
        await Eventually.Async(() => live.Queries().Count == 1);
    }

    private static async Task<string?> CodeAsync(Live live, string query)
    {
        using var client = await live.SubscribeAsync(query);
        using var answer = JsonDocument.Parse((await client.ReadAsync())!);
        Assert.False(answer.RootElement.TryGetProperty("data", out _));
        Assert.Null(await client.ReadAsync());
        return answer.RootElement.Codes()[0];
    }
}
