using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Dapr;
using Monitor.Gateway.Events;
using Monitor.Gateway.Tests.Execution;
using Monitor.Testing;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Aggregates;

/// <summary>
/// The graph of figures, a real Redis, and as many gateways before them as a test starts. What they tell the time by
/// can be moved.
/// </summary>
internal sealed class CachedAreas : IAsyncDisposable
{
    /// <summary>Two steps: the area is a root fetch, its figures an entity.</summary>
    public const string Figures = """{ area(code: "A") { name figures(round: 2017) { n } } }""";

    private readonly List<TestGateway> gateways = [];

    private CachedAreas(TestRedis redis, TestSubgraph areas, TestSubgraph figures)
    {
        Redis = redis;
        Areas = areas;
        FiguresSubgraph = figures;
    }

    public TestRedis Redis { get; }

    public TestSubgraph Areas { get; }

    public TestSubgraph FiguresSubgraph { get; }

    public MovedClock Clock { get; } = new();

    /// <summary>What the figures are now.</summary>
    public int N { get; set; } = 10;

    /// <summary>Headers of the figures.</summary>
    public string CacheControl { get; set; } = "public, max-age=60";

    /// <summary>Calls of the figures since the start.</summary>
    public int Asked => FiguresSubgraph.Requests.Count;

    public static async Task<CachedAreas> StartAsync()
    {
        var started = new CachedAreas(
            await TestRedis.StartAsync(Cli.Servers.RedisPurpose.Cache),
            await TestSubgraph.StartAsync("areas"),
            await TestSubgraph.StartAsync("figures"));
        started.Areas.Query["area"] = new Record { ["code"] = "A", ["name"] = "Area A" };
        started.Areas.HeadersOf = _ => Headers("public, max-age=3600", "areas");
        started.FiguresSubgraph.HeadersOf = _ => Headers(started.CacheControl, "release-2017");
        started.FiguresSubgraph.Entity = _ => new Record
        {
            ["__typename"] = "Area",
            ["figures"] = new Record { ["id"] = "2017:country", ["n"] = started.N },
        };
        return started;
    }

    /// <param name="settings">Of Aggregates, by name.</param>
    public async Task<TestGateway> GatewayAsync(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Redis"] = Redis.ConnectionString,
            ["Aggregates:Pause"] = "00:00:00.500",
            ["Aggregates:Timeout"] = "00:00:02",   // a busy machine is no Redis that is gone
            ["Gateway:Explains"] = "true",
            ["Gateway:Shedding:MostAtOnce"] = "2000",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }
        var gateway = await TestGateway.StartAsync(
            "figures",
            [Areas, FiguresSubgraph],
            all,
            services: services => services.AddSingleton<TimeProvider>(Clock));
        gateways.Add(gateway);
        return gateway;
    }

    /// <summary>As the sidecar brings it, to one replica.</summary>
    public Task<Delivery> HearAsync(
        TestGateway gateway, string topic, string publisher, object data, string id, TimeSpan age = default) =>
        gateway.Services.GetRequiredService<HeardEvents>().HandleAsync(
            topic,
            new Received<JsonElement>(
                publisher, id, 1, Clock.GetUtcNow() - age, JsonSerializer.SerializeToElement(data)),
            CancellationToken.None);

    public Task<Delivery> ReleaseAsync(TestGateway gateway, string id) =>
        HearAsync(gateway, "release.published", "benchmark", new { round = 2017, release = id }, id);

    /// <summary>The figures' number as a gateway answers it.</summary>
    public static async Task<int> NumberAsync(TestGateway gateway) => NumberOf(await gateway.AskAsync(Figures));

    public static int NumberOf(JsonElement answer) =>
        answer.GetProperty("data").GetProperty("area").GetProperty("figures").GetProperty("n").GetInt32();

    /// <summary>What the explanation says of the figures.</summary>
    public static async Task<JsonElement> ExplainedAsync(TestGateway gateway)
    {
        var answer = await gateway.AskAsync(Figures, null, ("monitor-explain", "true"));
        return answer.GetProperty("extensions").GetProperty("fetches").EnumerateArray()
            .Single(fetch => fetch.GetProperty("subgraph").GetString() == "figures");
    }

    /// <summary>Waits until it is so; a test's own limit ends it.</summary>
    public static async Task Eventually(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in gateways)
        {
            await gateway.DisposeAsync();
        }
        await FiguresSubgraph.DisposeAsync();
        await Areas.DisposeAsync();
        await Redis.DisposeAsync();
    }

    private static Dictionary<string, string> Headers(string control, string group) =>
        new() { ["Cache-Control"] = control, ["Cache-Groups"] = $"\"{group}\"" };
}

/// <summary>The system's clock, moved ahead by as much as a test likes. What waits, waits as ever.</summary>
internal sealed class MovedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
