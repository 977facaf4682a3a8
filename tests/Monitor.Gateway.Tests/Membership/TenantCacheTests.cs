using System.Text;
using System.Text.Json;
using Monitor.Gateway.Tests.Execution;
using Monitor.Hosting;
using Monitor.Testing;
using StackExchange.Redis;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Membership;

/// <summary>
/// The cache never crosses tenants: the same query by one municipality, by another, and by nobody, over two replicas
/// and with a cache that is full of what is public.
/// </summary>
public sealed class TenantCacheTests : IAsyncLifetime
{
    private const int Municipalities = 40;

    private static readonly string[] queries =
    [
        """{ area(code: "A") { comparison(round: 2017) { own } } }""",
        """{ area(code: "A") { name comparison(round: 2017) { own group { n } } } }""",
        """{ area(code: "A") { comparison(round: 2017) { own } figures(round: 2017) { n } } }""",
    ];

    private ClosedWorld world = null!;

    public async ValueTask InitializeAsync()
    {
        world = await ClosedWorld.StartAsync("figures", ["areas", "figures"], replicas: 2, withRedis: true,
            ("Aggregates:Timeout", "00:00:05"), ("Gateway:Shedding:MostAtOnce", "2000"));
        world.Subgraph("areas").Query["area"] = new Record { ["code"] = "A", ["name"] = "Area A" };
        world.Subgraph("areas").HeadersOf = _ => new() { ["Cache-Control"] = "public, max-age=3600" };
        var figures = world.Subgraph("figures");
        figures.HeadersOf = query => new()
        {
            ["Cache-Control"] = query.Contains("own", StringComparison.Ordinal)
                ? "private, max-age=60"
                : "public, max-age=1, stale-while-revalidate=60",   // so that much is refilled in the background
        };
        figures.Entity = representation => IsAggregate(representation)
            ? new Record { ["__typename"] = "Aggregate", ["id"] = "2017:country", ["n"] = 10 }
            : new Record
            {
                ["__typename"] = "Area",
                ["figures"] = new Record { ["id"] = "2017:country", ["n"] = 10 },
                ["comparison"] = new Record
                {
                    ["own"] = OwnOf(figures.Answering!),
                    ["group"] = new Record { ["id"] = "2017:country", ["n"] = 10 },
                },
            };
        for (var number = 0; number < Municipalities; number++)
        {
            world.Community.Set($"officer-{number}@provider", Code(number), Role.Officer);
        }
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_same_query_by_one_by_another_and_by_nobody_tells_each_their_own(int query)
    {
        Assert.Equal(3, await OwnAsync(queries[query], 3));
        Assert.Equal(4, await OwnAsync(queries[query], 4));
        Assert.Equal(-1, await OwnAsync(queries[query], -1));
        Assert.Equal(3, await OwnAsync(queries[query], 3));
    }

    [Fact(Timeout = 600_000)]
    public async Task Ten_thousand_random_pairs_cross_nowhere_and_redis_holds_neither_tokens_nor_persons()
    {
        var random = new Random(7);
        var pairs = LongForm.IsOn ? 10_000 : 2_000;
        for (var done = 0; done < pairs; done += 20)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PairAsync(
                queries[random.Next(queries.Length)],
                random.Next(-1, Municipalities),
                random.Next(-1, Municipalities),
                random.Next(2))).ToList());
            world.Clock.Ahead = TimeSpan.FromSeconds(done / 200);   // tokens and entries grow old meanwhile
        }

        var kept = await EverythingInRedisAsync();
        Assert.Contains("Area A", kept, StringComparison.Ordinal);   // what is public is there
        Assert.Contains("\"n\":10", kept, StringComparison.Ordinal);
        foreach (var secret in (string[])
            ["own", "eyJ", "Bearer", "officer", "provider", .. Enumerable.Range(0, Municipalities).SelectMany(
                number => (string[])[Code(number), TestCommunity.Pseudonym($"officer-{number}@provider")])])
        {
            Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        }
        Assert.All(
            world.Subgraph("figures").Requests.Where(asked => asked.Headers.Authorization.Count > 0),
            asked => Assert.DoesNotContain("provider", JsonOf(asked), StringComparison.Ordinal));
    }

    /// <summary>One asks, and at once the other, of whom nothing may be answered by the first one's.</summary>
    private async Task PairAsync(string query, int first, int second, int replica)
    {
        Assert.Equal(first, await OwnAsync(query, first, replica));
        Assert.Equal(second, await OwnAsync(query, second, replica));
    }

    private async Task<int> OwnAsync(string query, int number, int replica = 0)
    {
        var token = number < 0 ? null : world.Token($"officer-{number}@provider", ("name", $"Officer {number}"));
        var answer = await world.AskAsync(query, token, replica);
        return answer.GetProperty("data").GetProperty("area").GetProperty("comparison").GetProperty("own").GetInt32();
    }

    private static int OwnOf(Asked asked) =>
        ClosedWorld.ClaimsOf(asked.Headers.Authorization.ToString()) is { } claims
            ? int.Parse(
                claims.GetProperty("municipality").GetString()!.AsSpan(2),
                System.Globalization.CultureInfo.InvariantCulture) - 1000
            : -1;

    private static string Code(int number) => $"GM{1000 + number}";

    private static string JsonOf(Asked asked) =>
        ClosedWorld.ClaimsOf(asked.Headers.Authorization.ToString())!.Value.GetRawText();

    private static bool IsAggregate(JsonElement representation) =>
        representation.GetProperty("__typename").GetString() == "Aggregate";

    /// <summary>All keys, and all values as JSON.</summary>
    private async Task<string> EverythingInRedisAsync()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(world.Redis.ConnectionString);
        var all = new StringBuilder();
        foreach (var key in redis.GetServer(world.Redis.ConnectionString).Keys())
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
