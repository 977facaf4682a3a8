using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Dapr;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Events;
using Monitor.Gateway.Tests.Execution;
using Monitor.Testing;
using StackExchange.Redis;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Aggregates;

/// <summary>What is kept in a real Redis, for whom, and until when.</summary>
public sealed class CacheTests : IAsyncLifetime
{
    private const string Comparison = """{ area(code: "A") { comparison(round: 2017) { own group { n } } } }""";
    private const string Figures = """{ area(code: "A") { name figures(round: 2017) { n } } }""";

    private TestRedis redis = null!;
    private TestSubgraph areas = null!;
    private TestSubgraph figures = null!;
    private TestGateway gateway = null!;
    private int n = 10;

    public async ValueTask InitializeAsync()
    {
        redis = await TestRedis.StartAsync(Monitor.Cli.Servers.RedisPurpose.Cache);
        areas = await TestSubgraph.StartAsync("areas");
        areas.Query["area"] = new Record { ["code"] = "A", ["name"] = "Area A" };
        areas.HeadersOf = _ => Public();
        figures = await TestSubgraph.StartAsync("figures");
        figures.HeadersOf = query => query.Contains("own") ? [] : Public("release-2017");
        figures.Entity = Entity;
        gateway = await StartAsync(redis.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await figures.DisposeAsync();
        await areas.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_public_is_fetched_once_for_all()
    {
        var first = await gateway.AskAsync(Figures, null, ("Authorization", "Bearer one"));
        var second = await gateway.AskAsync(Figures, null, ("Authorization", "Bearer two"));
        first.Is("""{ "data": { "area": { "name": "Area A", "figures": { "n": 10 } } } }""");
        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Single(areas.Requests);
        Assert.Single(figures.Requests);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_shared_part_of_a_private_answer_is_fetched_apart_and_serves_everyone()
    {
        var first = await gateway.AskAsync(Comparison, null, ("Authorization", "Bearer one"));
        var second = await gateway.AskAsync(Comparison, null, ("Authorization", "Bearer two"));
        first.Is("""{ "data": { "area": { "comparison": { "own": 1, "group": { "n": 10 } } } } }""");
        second.Is("""{ "data": { "area": { "comparison": { "own": 2, "group": { "n": 10 } } } } }""");
        Assert.Equal(2, figures.Requests.Count(request => request.Query.Contains("own")));
        Assert.Equal(1, figures.Requests.Count(request => request.Query.Contains("...on Aggregate")));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_release_drops_what_its_group_holds_and_a_repeated_event_drops_nothing()
    {
        await gateway.AskAsync(Figures);
        n = 11;
        await ReleaseAsync(2018, "r-2018-1");
        Assert.Equal(10, NumberOf(await gateway.AskAsync(Figures)));
        await ReleaseAsync(2017, "r-2017-2");
        Assert.Equal(11, NumberOf(await gateway.AskAsync(Figures)));
        n = 12;
        await ReleaseAsync(2017, "r-2017-2");
        Assert.Equal(11, NumberOf(await gateway.AskAsync(Figures)));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_mutation_drops_the_groups_that_it_says_and_sees_past_the_cache_itself()
    {
        areas.Mutation["rename"] = new Record { ["code"] = "A", ["name"] = "Area B" };
        areas.HeadersOf = query => query.StartsWith("mutation", StringComparison.Ordinal)
            ? new() { ["Cache-Control"] = "no-store", ["Cache-Group-Invalidation"] = "\"release-2017\", \"other\"" }
            : Public();
        Assert.Equal(10, NumberOf(await gateway.AskAsync(Figures)));
        n = 11;
        Assert.Equal(10, NumberOf(await gateway.AskAsync(Figures)));

        var renamed = await gateway.AskAsync("""mutation { rename(code: "A") { figures(round: 2017) { n } } }""");

        renamed.Is("""{ "data": { "rename": { "figures": { "n": 11 } } } }""");
        Assert.Equal(11, NumberOf(await gateway.AskAsync(Figures)));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_query_drops_nothing_whatever_it_says()
    {
        await gateway.AskAsync(Figures);
        areas.HeadersOf = _ => new(Public()) { ["Cache-Group-Invalidation"] = "\"release-2017\"" };
        n = 11;

        await gateway.AskAsync("""{ area(code: "B") { name } }""");

        Assert.Equal(10, NumberOf(await gateway.AskAsync(Figures)));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_refill_begun_before_a_release_does_not_outlive_it()
    {
        var began = new TaskCompletionSource();
        var released = new TaskCompletionSource();
        figures.Instead = async _ =>
        {
            began.TrySetResult();
            await released.Task;
            return false;
        };
        var slow = gateway.AskAsync(Figures);
        await began.Task;
        await ReleaseAsync(2017, "r-2017-2");
        released.SetResult();
        Assert.Equal(10, NumberOf(await slow));
        n = 11;
        Assert.Equal(11, NumberOf(await gateway.AskAsync(Figures)));
    }

    [Fact(Timeout = 30_000)]
    public async Task Many_who_want_the_same_wait_for_one_fetch()
    {
        await gateway.AskAsync("""{ area(code: "A") { name } }""");
        figures.Instead = async _ =>
        {
            await Task.Delay(300);
            return false;
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => gateway.AskAsync(Figures)));
        Assert.All(answers, answer => Assert.Equal(10, NumberOf(answer)));
        Assert.Single(figures.Requests);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("private, max-age=60")]
    [InlineData("no-store")]
    [InlineData("public")]
    [InlineData("public, max-age=0")]
    [InlineData("")]
    public async Task Without_a_public_age_nothing_is_kept(string cacheControl)
    {
        figures.HeadersOf = _ => new() { ["Cache-Control"] = cacheControl };
        await gateway.AskAsync(Figures);
        await gateway.AskAsync(Figures);
        Assert.Equal(2, figures.Requests.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_answer_with_errors_is_not_kept()
    {
        Func<Dictionary<string, object?>, object?> refuse = _ => throw new ClientException("NOT_RELEASED", "No.");
        figures.Entity = _ => new Record { ["__typename"] = "Area", ["figures"] = refuse };
        await gateway.AskAsync(Figures);
        await gateway.AskAsync(Figures);
        Assert.Equal(2, figures.Requests.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task Arguments_are_part_of_the_key()
    {
        const string query =
            """query($round: Int!) { area(code: "A") { figures(round: $round) { n } } }""";
        await gateway.AskAsync(query, new { round = 2017 });
        await gateway.AskAsync(query, new { round = 2014 });
        await gateway.AskAsync(query, new { round = 2017 });
        Assert.Equal(2, figures.Requests.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_redis_every_request_is_answered_and_with_it_again_kept()
    {
        await gateway.AskAsync(Figures);
        await redis.StopAsync();
        for (var turn = 0; turn < 6; turn++)
        {
            Assert.Equal(10, NumberOf(await gateway.AskAsync(Figures)));
        }
        Assert.Equal(7, figures.Requests.Count);

        await redis.RestartAsync();
        var asked = 0;
        for (var turn = 0; turn < 100 && figures.Requests.Count != asked; turn++)
        {
            asked = figures.Requests.Count;
            await Task.Delay(200);
            await gateway.AskAsync(Figures);
        }
        Assert.Equal(asked, figures.Requests.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_redis_that_lost_its_versions_makes_everything_stale()
    {
        await gateway.AskAsync(Figures);
        n = 11;
        using (var direct = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString))
        {
            await direct.GetDatabase().KeyDeleteAsync(GroupVersions.Key);
        }
        Assert.Equal(11, NumberOf(await gateway.AskAsync(Figures)));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_release_that_redis_does_not_take_is_asked_again()
    {
        await redis.StopAsync();
        Assert.Equal(Delivery.Retry, await ReleaseAsync(2017, "r-2017-2"));
    }

    private Record Entity(JsonElement representation) =>
        representation.GetProperty("__typename").GetString() == "Aggregate"
            ? new Record { ["__typename"] = "Aggregate", ["id"] = "2017:country", ["n"] = n }
            : new Record
            {
                ["__typename"] = "Area",
                ["comparison"] = new Record
                {
                    ["own"] = figures.Requests.Last().Headers.Authorization == "Bearer one" ? 1 : 2,
                    ["group"] = new Record { ["id"] = "2017:country", ["n"] = n },
                },
                ["figures"] = new Record { ["id"] = "2017:country", ["n"] = n },
            };

    private Task<TestGateway> StartAsync(string redis) => TestGateway.StartAsync(
        "figures",
        [areas, figures],
        new()
        {
            ["ConnectionStrings:Redis"] = redis,
            ["Aggregates:Pause"] = "00:00:00.500",
            ["Aggregates:Timeout"] = "00:00:02",   // a busy machine is no Redis that is gone
        });

    private Task<Delivery> ReleaseAsync(int round, string release) =>
        gateway.Services.GetRequiredService<HeardEvents>().HandleAsync(
            "release.published",
            new Received<JsonElement>(
                "benchmark",
                release,
                1,
                TimeProvider.System.GetUtcNow(),
                JsonSerializer.SerializeToElement(new { round, release })),
            CancellationToken.None);

    private static int NumberOf(JsonElement answer) =>
        answer.GetProperty("data").GetProperty("area").GetProperty("figures").GetProperty("n").GetInt32();

    private static Dictionary<string, string> Public(string? group = null)
    {
        var headers = new Dictionary<string, string> { ["Cache-Control"] = "public, max-age=60" };
        if (group is not null)
        {
            headers["Cache-Groups"] = $"\"{group}\"";
        }
        return headers;
    }
}
