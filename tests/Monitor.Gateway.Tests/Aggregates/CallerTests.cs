using System.Text;
using System.Text.Json;
using Monitor.Gateway.Tests.Execution;
using Monitor.Testing;
using StackExchange.Redis;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Aggregates;

/// <summary>Nobody gets what is another's, and Redis never holds it.</summary>
public sealed class CallerTests : IAsyncLifetime
{
    private const int Callers = 20;

    private static readonly string[] queries =
    [
        """{ area(code: "A") { comparison(round: 2017) { own } } }""",
        """{ area(code: "A") { name comparison(round: 2017) { own group { n } } } }""",
        """{ area(code: "A") { comparison(round: 2017) { own } figures(round: 2017) { n } } }""",
    ];

    private CachedAreas areas = null!;

    public async ValueTask InitializeAsync()
    {
        areas = await CachedAreas.StartAsync();
        areas.FiguresSubgraph.HeadersOf = query => query.Contains("own", StringComparison.Ordinal)
            ? new() { ["Cache-Control"] = "private, max-age=60" }
            : new() { ["Cache-Control"] = "public, max-age=60" };
        areas.FiguresSubgraph.Entity = representation => IsAggregate(representation)
            ? new Record { ["__typename"] = "Aggregate", ["id"] = "2017:country", ["n"] = 10 }
            : new Record
            {
                ["__typename"] = "Area",
                ["figures"] = new Record { ["id"] = "2017:country", ["n"] = 10 },
                ["comparison"] = new Record
                {
                    ["own"] = areas.FiguresSubgraph.Answering!.Headers.Authorization is [{ } token]
                        ? int.Parse(token["Bearer t0ken-".Length..])
                        : -1,
                    ["group"] = new Record { ["id"] = "2017:country", ["n"] = 10 },
                },
            };
    }

    public ValueTask DisposeAsync() => areas.DisposeAsync();

    [Fact(Timeout = 300_000)]
    public async Task Whoever_asks_after_whom_gets_their_own_and_redis_holds_nothing_of_it()
    {
        var gateways = new[] { await areas.GatewayAsync(), await areas.GatewayAsync() };
        var random = new Random(11);
        var requests = LongForm.IsOn ? 10_000 : 1_000;
        for (var done = 0; done < requests; done += 20)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            {
                var caller = random.Next(-1, Callers);   // -1: without a token
                return AskAsync(gateways[random.Next(2)], queries[random.Next(queries.Length)], caller);
            }).ToList());
        }

        var kept = await EverythingInRedisAsync();
        Assert.Contains("Area A", kept);   // what is public is there
        Assert.DoesNotContain("own", kept);
        Assert.DoesNotContain("t0ken", kept);
    }

    private static bool IsAggregate(JsonElement representation) =>
        representation.GetProperty("__typename").GetString() == "Aggregate";

    private static async Task AskAsync(TestGateway gateway, string query, int caller)
    {
        var answer = caller < 0
            ? await gateway.AskAsync(query)
            : await gateway.AskAsync(query, null, ("Authorization", $"Bearer t0ken-{caller}"));
        Assert.Equal(
            caller,
            answer.GetProperty("data").GetProperty("area").GetProperty("comparison").GetProperty("own").GetInt32());
    }

    /// <summary>All keys, and all values as JSON.</summary>
    private async Task<string> EverythingInRedisAsync()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(areas.Redis.ConnectionString);
        var all = new StringBuilder();
        foreach (var key in redis.GetServer(areas.Redis.ConnectionString).Keys())
        {
            all.Append(key).Append('\n');
            if (await redis.GetDatabase().KeyTypeAsync(key) == RedisType.String)
            {
                var bytes = (byte[])(await redis.GetDatabase().StringGetAsync(key))!;
                var entry = Monitor.Gateway.Aggregates.CacheEntry.Read(bytes);
                all.Append(Encoding.UTF8.GetString(entry is null ? bytes : entry.Json.Span)).Append('\n');
            }
        }
        return all.ToString();
    }
}
