using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Tests.Execution;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Subgraphs;

/// <summary>Time, tries, places and the circuit of calls to one subgraph, over real HTTP.</summary>
public sealed class CallTests
{
    private const string Query = "{ me { name } topProducts { upc } }";
    private const string Mutation = """mutation { rename(id: "u1", name: "B") { name } }""";

    [Fact]
    public async Task A_query_whose_connection_breaks_is_asked_once_more()
    {
        await using var shop = await Shop.OpenAsync();
        shop["accounts"].Instead = Breaks(times: 1);
        Assert.Empty((await shop.Gateway.AskAsync(Query)).Codes());
        Assert.Equal(2, shop["accounts"].Requests.Count);
    }

    [Fact]
    public async Task No_query_is_asked_a_third_time()
    {
        await using var shop = await Shop.OpenAsync();
        shop["accounts"].Instead = Breaks(times: 2);
        var answer = await shop.Gateway.AskAsync(Query);
        Assert.Equal(["SUBGRAPH_UNAVAILABLE"], answer.Codes());
        Assert.Equal(["UNREACHABLE"], Reasons(answer));
        Assert.Equal(2, shop["accounts"].Requests.Count);
    }

    [Fact]
    public async Task A_mutation_is_never_asked_twice()
    {
        await using var shop = await Shop.OpenAsync();
        shop["accounts"].Instead = Breaks(times: 1);
        Assert.Equal(["UNREACHABLE"], Reasons(await shop.Gateway.AskAsync(Mutation)));
        Assert.Single(shop["accounts"].Requests);
    }

    [Fact]
    public async Task A_setting_switches_the_second_try_off_for_one_subgraph()
    {
        await using var shop = await Shop.OpenAsync(new() { ["Gateway:Subgraphs:accounts:Retries"] = "false" });
        shop["accounts"].Instead = Breaks(times: 1);
        shop["products"].Instead = Breaks(times: 1);
        Assert.Equal(["UNREACHABLE"], Reasons(await shop.Gateway.AskAsync(Query)));
        Assert.Single(shop["accounts"].Requests);
        Assert.Equal(2, shop["products"].Requests.Count);
    }

    /// <summary>Ten second tries are saved up, and one is earned by five first ones: 100 + 10 + 20.</summary>
    [Fact]
    public async Task A_dead_subgraph_gets_at_most_a_fifth_more_calls_than_there_are_queries()
    {
        await using var shop = await Shop.OpenAsync(
            new() { ["Gateway:BreakerFailures"] = "1000", ["Gateway:RetryPause"] = "00:00:00.001" });
        shop["accounts"].Instead = Breaks(times: int.MaxValue);
        for (var turn = 0; turn < 100; turn++)
        {
            await shop.Gateway.AskAsync("{ me { name } }");
        }
        Assert.InRange(shop["accounts"].Requests.Count, 125, 130);
    }

    [Fact]
    public async Task A_dead_subgraph_is_left_alone_and_asked_again_once_it_is_back()
    {
        await using var shop = await Shop.OpenAsync(new()
        {
            ["Gateway:BreakerFailures"] = "10",
            ["Gateway:BreakerPause"] = "00:00:01",
            ["Gateway:RetryPause"] = "00:00:00.001",
        });
        shop["accounts"].Instead = Breaks(times: int.MaxValue);
        var answers = new List<JsonElement>();
        for (var turn = 0; turn < 30; turn++)
        {
            answers.Add(await shop.Gateway.AskAsync(Query));
        }
        Assert.InRange(shop["accounts"].Requests.Count, 10, 12);
        Assert.Equal(["CIRCUIT_OPEN"], Reasons(answers[^1]));
        Assert.Equal(3, answers[^1].GetProperty("data").GetProperty("topProducts").GetArrayLength());

        shop["accounts"].Instead = _ => Task.FromResult(false);
        await Task.Delay(1_100);
        Assert.Empty((await shop.Gateway.AskAsync(Query)).Codes());
        Assert.Empty((await shop.Gateway.AskAsync(Query)).Codes());
    }

    [Fact]
    public async Task A_subgraph_that_hangs_takes_no_more_calls_than_it_has_places()
    {
        await using var shop = await Shop.OpenAsync(new()
        {
            ["Gateway:Subgraphs:accounts:Concurrency"] = "2",
            ["Gateway:Subgraphs:accounts:ConcurrencyWait"] = "00:00:00.010",
            ["Gateway:Subgraphs:accounts:FetchTimeout"] = "00:01:00",
            ["Gateway:RequestTimeout"] = "00:01:00",
        });
        var goOn = new TaskCompletionSource();
        var both = new TaskCompletionSource();
        var calls = 0;
        shop["accounts"].Instead = async _ =>
        {
            if (Interlocked.Increment(ref calls) == 2)
            {
                both.SetResult();
            }
            await goOn.Task;
            return false;
        };
        var held = new[] { AskAsAsync("a"), AskAsAsync("b") };   // who asks the same as another shares its call
        await both.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var third = await AskAsAsync("c");
        Assert.Equal(["TOO_MANY_CALLS"], Reasons(third));
        Assert.Equal(3, third.GetProperty("data").GetProperty("topProducts").GetArrayLength());
        goOn.SetResult();
        Assert.All(await Task.WhenAll(held), answer => Assert.Empty(answer.Codes()));

        Task<JsonElement> AskAsAsync(string who) =>
            shop.Gateway.AskAsync(Query, null, ("Authorization", $"Bearer {who}"));
    }

    [Fact]
    public async Task Each_subgraph_has_a_time_of_its_own()
    {
        await using var shop = await Shop.OpenAsync(new()
        {
            ["Gateway:FetchTimeout"] = "00:00:20",
            ["Gateway:Subgraphs:accounts:FetchTimeout"] = "00:00:00.200",
        });
        shop["accounts"].Instead = Sleeps(TimeSpan.FromSeconds(20));
        shop["products"].Instead = Sleeps(TimeSpan.FromMilliseconds(400));
        var started = Stopwatch.StartNew();
        var answer = await shop.Gateway.AskAsync(Query);
        Assert.Equal(["TIMEOUT"], Reasons(answer));
        Assert.Equal(3, answer.GetProperty("data").GetProperty("topProducts").GetArrayLength());
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Subgraphs_are_told_how_long_they_have()
    {
        await using var shop = await Shop.OpenAsync(new() { ["Gateway:RequestTimeout"] = "00:00:02" });
        await shop.Gateway.AskAsync(Query);
        Assert.InRange(Told(shop, "accounts"), 1, 2_000);

        await using var patient = await Shop.OpenAsync(
            new() { ["Gateway:FetchTimeout"] = "00:00:02.500", ["Gateway:MutationTimeout"] = "00:00:08" });
        await patient.Gateway.AskAsync(Query);
        Assert.Equal(2_500, Told(patient, "accounts"));
        patient["accounts"].Requests.Clear();
        await patient.Gateway.AskAsync(Mutation);
        Assert.Equal(8_000, Told(patient, "accounts"));
    }

    [Fact]
    public async Task The_time_of_the_whole_request_ends_what_is_left_of_it()
    {
        await using var shop = await Shop.OpenAsync(
            new() { ["Gateway:RequestTimeout"] = "00:00:00.300", ["Gateway:FetchTimeout"] = "00:00:20" });
        shop["products"].Instead = Sleeps(TimeSpan.FromSeconds(20));
        var answer = await shop.Gateway.AskAsync(Query);
        Assert.Equal(["DEADLINE_EXCEEDED"], Reasons(answer));
        Assert.Equal("Ada", answer.GetProperty("data").GetProperty("me").GetProperty("name").GetString());
    }

    [Fact]
    public async Task When_the_client_goes_its_calls_are_given_up()
    {
        await using var shop = await Shop.OpenAsync(new() { ["Gateway:FetchTimeout"] = "00:00:30" });
        var asked = new TaskCompletionSource();
        var givenUp = new TaskCompletionSource();
        shop["accounts"].Instead = async context =>
        {
            context.RequestAborted.Register(() => givenUp.SetResult());
            asked.SetResult();
            await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);
            return true;
        };
        using var client = new CancellationTokenSource();
        using var body = new StringContent("""{ "query": "{ me { name } }" }""", null, "application/json");
        var answer = shop.Gateway.Http.PostAsync(new Uri("/graphql", UriKind.Relative), body, client.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await client.CancelAsync();
        await givenUp.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Single(shop["accounts"].Requests);
    }

    [Fact]
    public async Task A_setting_calls_a_subgraph_by_HTTP_2_without_TLS()
    {
        await using var accounts = await TestSubgraph.StartAsync("accounts", HttpProtocols.Http2);
        await using var products = await TestSubgraph.StartAsync("products");
        accounts.Query["me"] = new Record { ["name"] = "Ada" };
        products.Query["topProducts"] = Array.Empty<Record>();
        var protocol = "";
        accounts.Instead = context =>
        {
            protocol = context.Request.Protocol;
            return Task.FromResult(false);
        };
        await using var gateway = await TestGateway.StartAsync(
            "shop", [accounts, products], new() { ["Gateway:Subgraphs:accounts:Http2"] = "true" });
        (await gateway.AskAsync(Query)).Is("""{ "data": { "me": { "name": "Ada" }, "topProducts": [] } }""");
        Assert.Equal("HTTP/2", protocol);
    }

    [Theory]
    [InlineData("Gateway:FetchTimeout", "00:00:00")]
    [InlineData("Gateway:Subgraphs:reviews:BreakerFailures", "1")]
    [InlineData("Gateway:Subgraphs:not-there-yet:Concurrency", "0")]
    [InlineData("Gateway:Headers:0", "X-Forwarded-For")]
    [InlineData("Gateway:Subgraphs:reviews:Headers:0", "Dapr-Caller-App-Id")]
    public async Task A_setting_that_cannot_be_stops_the_start(string setting, string value) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => Shop.OpenAsync(new() { [setting] = value }));

    private static IReadOnlyList<string> Reasons(JsonElement answer) => [.. answer.GetProperty("errors")
        .EnumerateArray().Select(error => error.GetProperty("extensions").GetProperty("reason").GetString()!)];

    private static int Told(Shop shop, string subgraph) => int.Parse(
        shop[subgraph].Requests.First().Headers["monitor-timeout-ms"]!,
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Closes the connection before an answer begins.</summary>
    private static Func<HttpContext, Task<bool>> Breaks(int times) => context =>
    {
        if (Interlocked.Decrement(ref times) < 0)
        {
            return Task.FromResult(false);
        }
        context.Abort();
        return Task.FromResult(true);
    };

    private static Func<HttpContext, Task<bool>> Sleeps(TimeSpan time) => async context =>
    {
        await Task.Delay(time, context.RequestAborted);
        return false;
    };
}
