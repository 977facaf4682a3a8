using Microsoft.AspNetCore.Http;

namespace Monitor.Gateway.Tests.Execution;

/// <summary>Equal queries that are asked at the same time are one.</summary>
public sealed class UnderWayTests
{
    [Fact]
    public async Task Two_requests_at_the_same_time_are_one_call()
    {
        await using var shop = await Shop.OpenAsync();
        var gate = Hold(shop["products"]);
        var one = shop.Gateway.AskAsync("{ topProducts { upc } }");
        await WaitForAsync(shop["products"], 1);
        var other = shop.Gateway.AskAsync("{ topProducts { upc } }");
        await Task.Delay(200);
        gate.SetResult();
        const string expected =
            """{ "data": { "topProducts": [ { "upc": "p1" }, { "upc": "p2" }, { "upc": "p3" } ] } }""";
        (await one).Is(expected);
        (await other).Is(expected);
        Assert.Equal("products 1", shop.Calls);
    }

    [Fact]
    public async Task Requests_that_do_not_share_are_two_calls()
    {
        await using var shop = await Shop.OpenAsync(new() { ["Gateway:ShareBetweenRequests"] = "false" });
        var gate = Hold(shop["products"]);
        var one = shop.Gateway.AskAsync("{ topProducts { upc } }");
        var other = shop.Gateway.AskAsync("{ topProducts { upc } }");
        await WaitForAsync(shop["products"], 2);
        gate.SetResult();
        await Task.WhenAll(one, other);
        Assert.Equal("products 2", shop.Calls);
    }

    [Fact]
    public async Task Two_callers_are_never_one()
    {
        await using var shop = await Shop.OpenAsync();
        var gate = Hold(shop["accounts"]);
        var one = shop.Gateway.AskAsync("{ me { name } }", null, ("Authorization", "Bearer a"));
        var other = shop.Gateway.AskAsync("{ me { name } }", null, ("Authorization", "Bearer b"));
        await WaitForAsync(shop["accounts"], 2);
        gate.SetResult();
        await Task.WhenAll(one, other);
        Assert.Equal("accounts 2", shop.Calls);
    }

    [Fact]
    public async Task Mutations_are_never_one()
    {
        await using var shop = await Shop.OpenAsync();
        const string rename = """mutation { rename(id: "u1", name: "B") { name } }""";
        var gate = Hold(shop["accounts"]);
        var one = shop.Gateway.AskAsync(rename);
        var other = shop.Gateway.AskAsync(rename);
        await WaitForAsync(shop["accounts"], 2);
        gate.SetResult();
        await Task.WhenAll(one, other);
        Assert.Equal("accounts 2", shop.Calls);
    }

    /// <summary>Who changed something and asks for it gets it changed, whatever was asked before.</summary>
    [Fact]
    public async Task A_query_after_a_mutation_does_not_join_one_from_before()
    {
        await using var shop = await Shop.OpenAsync();
        var gate = Hold(shop["products"]);
        var before = shop.Gateway.AskAsync("{ topProducts { upc } }");
        await WaitForAsync(shop["products"], 1);
        await shop.Gateway.AskAsync("""mutation { rename(id: "u1", name: "B") { name } }""");
        var after = shop.Gateway.AskAsync("{ topProducts { upc } }");
        await WaitForAsync(shop["products"], 2);
        gate.SetResult();
        await Task.WhenAll(before, after);
        Assert.Equal("accounts 1, products 2", shop.Calls);
    }

    [Fact]
    public async Task Who_goes_away_leaves_the_others_their_answer()
    {
        await using var shop = await Shop.OpenAsync();
        var gate = Hold(shop["products"]);
        using var gone = new CancellationTokenSource();
        using var content = new StringContent(
            """{"query":"{ topProducts { upc } }"}""", System.Text.Encoding.UTF8, "application/json");
        var first = shop.Gateway.Http.PostAsync("/graphql", content, gone.Token);
        await WaitForAsync(shop["products"], 1);
        var others = Enumerable.Range(0, 3).Select(_ => shop.Gateway.AskAsync("{ topProducts { upc } }")).ToList();
        await Task.Delay(200);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await WaitForAsync(shop["products"], 2);   // one of the others asks, for all of them
        gate.SetResult();
        foreach (var answer in await Task.WhenAll(others))
        {
            Assert.Empty(answer.Codes());
        }
        Assert.Equal("products 2", shop.Calls);
    }

    [Fact]
    public async Task A_failure_is_that_of_all_who_wait()
    {
        await using var shop = await Shop.OpenAsync();
        var gate = new TaskCompletionSource();
        shop["products"].Instead = async context =>
        {
            await gate.Task;
            await context.Response.WriteAsync("no");
            return true;
        };
        var one = shop.Gateway.AskAsync("{ topProducts { upc } }");
        await WaitForAsync(shop["products"], 1);
        var other = shop.Gateway.AskAsync("{ topProducts { upc } }");
        await Task.Delay(200);
        gate.SetResult();
        Assert.Equal(["SUBGRAPH_UNAVAILABLE"], (await one).Codes());
        Assert.Equal(["SUBGRAPH_UNAVAILABLE"], (await other).Codes());
        Assert.Equal("products 1", shop.Calls);
    }

    [Fact]
    public async Task An_explanation_says_what_was_not_asked_twice()
    {
        await using var shop = await Shop.OpenAsync(new() { ["Gateway:Explains"] = "true" });
        var gate = Hold(shop["products"]);
        var one = shop.Gateway.AskAsync("{ topProducts { upc } }", null, ("monitor-explain", "true"));
        await WaitForAsync(shop["products"], 1);
        var other = shop.Gateway.AskAsync("{ topProducts { upc } }", null, ("monitor-explain", "true"));
        await Task.Delay(200);
        gate.SetResult();
        var deduplicated = (await Task.WhenAll(one, other)).Select(answer =>
            answer.GetProperty("extensions").GetProperty("fetches")[0].GetProperty("deduplicated").GetBoolean());
        Assert.Equal([false, true], deduplicated);
    }

    private static TaskCompletionSource Hold(TestSubgraph subgraph)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        subgraph.Instead = async _ =>
        {
            await gate.Task.WaitAsync(TimeSpan.FromSeconds(20));
            return false;
        };
        return gate;
    }

    private static async Task WaitForAsync(TestSubgraph subgraph, int calls)
    {
        for (var turn = 0; subgraph.Requests.Count < calls; turn++)
        {
            Assert.InRange(turn, 0, 400);
            await Task.Delay(25);
        }
    }
}
