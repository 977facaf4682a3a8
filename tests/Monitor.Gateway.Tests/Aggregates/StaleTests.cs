using System.Net;
using Monitor.Gateway.Tests.Execution;

namespace Monitor.Gateway.Tests.Aggregates;

/// <summary>What becomes of a value past its age, RFC 5861.</summary>
public sealed class StaleTests : IAsyncLifetime
{
    private CachedAreas areas = null!;

    public async ValueTask InitializeAsync() => areas = await CachedAreas.StartAsync();

    public ValueTask DisposeAsync() => areas.DisposeAsync();

    [Theory(Timeout = 30_000)]
    [InlineData("public, max-age=60, stale-while-revalidate=30", 80)]
    [InlineData("public, max-age=60", 80)]   // the setting: 30 s
    public async Task What_is_stale_is_served_while_one_refill_runs_in_the_background(string control, int seconds)
    {
        areas.CacheControl = control;
        var gateway = await areas.GatewayAsync();
        Assert.Equal(10, await CachedAreas.NumberAsync(gateway));
        areas.N = 11;
        areas.Clock.Ahead = TimeSpan.FromSeconds(seconds);
        var refill = new TaskCompletionSource();
        areas.FiguresSubgraph.Instead = async _ =>
        {
            await refill.Task;
            return false;
        };

        // All are answered while the refill waits.
        var stale = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CachedAreas.NumberAsync(gateway)));
        Assert.All(stale, n => Assert.Equal(10, n));
        await CachedAreas.Eventually(() => areas.Asked == 2);
        refill.SetResult();

        while (await CachedAreas.NumberAsync(gateway) != 11)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        Assert.Equal(2, areas.Asked);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("public, max-age=60, stale-while-revalidate=0", 61)]
    [InlineData("public, max-age=60, stale-while-revalidate=5", 70)]
    [InlineData("public, max-age=60, must-revalidate", 61)]
    [InlineData("public, s-maxage=60", 61)]
    [InlineData("public, max-age=60", 95)]
    public async Task What_is_too_old_is_asked_anew_before_it_is_answered(string control, int seconds)
    {
        areas.CacheControl = control;
        var gateway = await areas.GatewayAsync();
        await CachedAreas.NumberAsync(gateway);
        areas.N = 11;
        areas.Clock.Ahead = TimeSpan.FromSeconds(seconds);

        Assert.Equal(11, await CachedAreas.NumberAsync(gateway));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_release_dropped_is_never_served_as_stale()
    {
        var gateway = await areas.GatewayAsync();
        await CachedAreas.NumberAsync(gateway);
        areas.N = 11;
        areas.Clock.Ahead = TimeSpan.FromSeconds(70);
        await areas.ReleaseAsync(gateway, "r-2");

        Assert.Equal(11, await CachedAreas.NumberAsync(gateway));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("public, max-age=60, stale-if-error=600", 600)]
    [InlineData("public, max-age=60", 600)]   // the setting: 10 minutes
    public async Task Where_the_subgraph_fails_what_is_stale_serves(string control, int seconds)
    {
        areas.CacheControl = control;
        var gateway = await areas.GatewayAsync();
        await CachedAreas.NumberAsync(gateway);
        areas.Clock.Ahead = TimeSpan.FromSeconds(seconds);
        areas.FiguresSubgraph.Instead = FailAsync;

        var answer = await gateway.AskAsync(CachedAreas.Figures);

        answer.Is("""{ "data": { "area": { "name": "Area A", "figures": { "n": 10 } } } }""");
        var fetch = await CachedAreas.ExplainedAsync(gateway);
        Assert.Equal(1, fetch.GetProperty("cache").GetProperty("staleIfError").GetInt32());
        Assert.True(fetch.GetProperty("cache").GetProperty("ageSeconds").GetDouble() >= seconds);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("public, max-age=60, stale-if-error=10", 120)]
    [InlineData("public, max-age=60, must-revalidate", 70)]
    public async Task Where_the_subgraph_fails_and_what_is_stale_may_not_serve_there_is_an_error(
        string control, int seconds)
    {
        areas.CacheControl = control;
        var gateway = await areas.GatewayAsync();
        await CachedAreas.NumberAsync(gateway);
        areas.Clock.Ahead = TimeSpan.FromSeconds(seconds);
        areas.FiguresSubgraph.Instead = FailAsync;

        Assert.Equal(["SUBGRAPH_UNAVAILABLE"], (await gateway.AskAsync(CachedAreas.Figures)).Codes());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_refill_that_fails_leaves_what_there_is_and_is_not_repeated_at_once()
    {
        var gateway = await areas.GatewayAsync(("Aggregates:Lease", "00:01:00"));
        await CachedAreas.NumberAsync(gateway);
        areas.Clock.Ahead = TimeSpan.FromSeconds(70);
        areas.FiguresSubgraph.Instead = FailAsync;

        for (var turn = 0; turn < 20; turn++)
        {
            Assert.Equal(10, await CachedAreas.NumberAsync(gateway));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        Assert.Equal(2, areas.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task Ends_are_strewn_so_that_what_was_filled_together_does_not_end_together()
    {
        var gateway = await areas.GatewayAsync();
        var ends = new HashSet<long>();
        using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(areas.Redis.ConnectionString);
        for (var round = 2000; round < 2020; round++)
        {
            await gateway.AskAsync($$"""{ area(code: "A") { figures(round: {{round}}) { n } } }""");
        }
        var keys = redis.GetServer(areas.Redis.ConnectionString).Keys(pattern: "monitor:aggregate:*").ToList();
        foreach (var key in keys)
        {
            ends.Add((long)(await redis.GetDatabase().KeyTimeToLiveAsync(key))!.Value.TotalSeconds);
        }

        Assert.Equal(21, keys.Count);
        // 60 s to 54 s, and 600 s more in which they serve where the subgraph fails; the area lives for an hour.
        Assert.InRange(ends.Where(end => end < 1000).Max() - ends.Min(), 2, 7);
        Assert.All(ends.Where(end => end < 1000), end => Assert.InRange(end, 650, 660));
    }

    private static Task<bool> FailAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        context.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
        return Task.FromResult(true);
    }
}
