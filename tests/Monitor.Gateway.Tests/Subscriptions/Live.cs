using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Gateway.Serving;
using Monitor.Gateway.Subscriptions;
using Monitor.Gateway.Tests.Execution;
using Monitor.Testing;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Subscriptions;

/// <summary>The graph of Graphs/live behind one gateway or several, which share a Redis or have none.</summary>
internal sealed class Live : IAsyncDisposable
{
    private readonly TestIssuer issuer = TestIssuer.Outer();
    private readonly List<TestGateway> gateways = [];
    private readonly TestRedis? redis;
    private readonly TestSidecar sidecar;
    private int published;

    private Live(TestSubgraph rounds, TestSubgraph figures, TestSidecar sidecar, TestRedis? redis)
    {
        Rounds = rounds;
        Figures = figures;
        this.sidecar = sidecar;
        this.redis = redis;
    }

    public TestSubgraph Rounds { get; }

    public TestSubgraph Figures { get; }

    /// <summary>The answers of <c>Query.round</c>, by year; another year is not known.</summary>
    public Dictionary<int, Record> Years { get; } = new()
    {
        [2017] = new() { ["year"] = 2017, ["status"] = "CLOSED", ["rate"] = 100 },
        [2018] = new() { ["year"] = 2018, ["status"] = "OPEN", ["rate"] = 0 },
    };

    /// <summary>Points of owner A; only that owner is ever told.</summary>
    public int Points { get; set; }

    /// <summary>Why the owner is refused; null while it is not.</summary>
    public string? Refusal { get; set; }

    public TestRedis Redis => redis!;

    /// <param name="replicas">Gateways.</param>
    /// <param name="withRedis">Whether they have one.</param>
    /// <param name="settings">Of each; the interval is 10 ms unless they say otherwise.</param>
    public static async Task<Live> StartAsync(
        int replicas = 1, bool withRedis = false, params (string Name, string Value)[] settings)
    {
        var rounds = await TestSubgraph.StartAsync("rounds");
        var figures = await TestSubgraph.StartAsync("figures");
        var live = new Live(
            rounds,
            figures,
            await TestSidecar.StartAsync(rounds, figures),
            withRedis ? await TestRedis.StartAsync(cancellationToken: TestContext.Current.CancellationToken) : null);
        live.Fill();
        for (var replica = 0; replica < replicas; replica++)
        {
            live.gateways.Add(await TestGateway.StartAsync("live", [], live.SettingsWith(settings), "dapr"));
        }
        return live;
    }

    public TestGateway Gateway(int replica = 0) => gateways[replica];

    public Uri Address(int replica = 0) => new(gateways[replica].Http.BaseAddress!, "/graphql");

    public Uri Socket(int replica = 0) => new UriBuilder(Address(replica)) { Scheme = "ws" }.Uri;

    public LiveQueries Queries(int replica = 0) => gateways[replica].Services.GetRequiredService<LiveQueries>();

    /// <summary>Callers that have a subscription.</summary>
    public int Callers(int replica = 0) => Places(replica).Callers;

    public int PlacesOf(string caller) => Places(0).TakenBy(caller);

    /// <summary>Has the first gateway serve another supergraph, or the same anew.</summary>
    public void Serve(string sdl) => gateways[0].Services.GetRequiredService<CurrentGraph>()
        .Replace(SupergraphText.Of(Encoding.UTF8.GetBytes(sdl)));

    public string Token(string name, TimeSpan? lifetime = null)
    {
        var claims = TestIssuer.OuterClaims(null);
        claims["sub"] = name;
        if (lifetime is { } time)
        {
            claims["exp"] = (TimeProvider.System.GetUtcNow() + time).ToUnixTimeSeconds();
        }
        return issuer.Sign(claims);
    }

    public Task<LiveClient> SubscribeAsync(
        string query, object? variables = null, string? token = null, int replica = 0) =>
        LiveClient.OpenAsync(gateways[replica].Http, query, variables, token);

    /// <summary>Delivers an event to one replica, as its sidecar does: again while it says so.</summary>
    public async Task PublishAsync(string topic, object data, int replica = 0)
    {
        var cloudEvent = new
        {
            id = $"event-{Interlocked.Increment(ref published)}",
            source = "rounds",
            type = $"nl.monitor.{topic}.v1",
            specversion = "1.0",
            time = TimeProvider.System.GetUtcNow(),
            data,
        };
        string status;
        do
        {
            using var answer = await gateways[replica].Http.PostAsJsonAsync($"/events/{topic}", cloudEvent);
            status = await answer.Content.ReadAsStringAsync();
        }
        while (status == """{"status":"RETRY"}""");
        Assert.Equal("""{"status":"SUCCESS"}""", status);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in gateways)
        {
            await gateway.DisposeAsync();
        }
        await sidecar.DisposeAsync();
        await Rounds.DisposeAsync();
        await Figures.DisposeAsync();
        if (redis is not null)
        {
            await redis.DisposeAsync();
        }
        issuer.Dispose();
    }

    private SubscriptionPlaces Places(int replica) =>
        gateways[replica].Services.GetRequiredService<Gateway.Subscriptions.Subscriptions>().Places;

    private Dictionary<string, string?> SettingsWith((string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(issuer.Settings)
        {
            ["DAPR_HTTP_PORT"] = sidecar.Port.ToString(CultureInfo.InvariantCulture),
            ["DAPR_API_TOKEN"] = TestSidecar.Token,
            ["Access:AnyCaller"] = "true",
            ["Subscriptions:Interval"] = "00:00:00.010",
            ["ConnectionStrings:Redis"] = redis?.ConnectionString,
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }
        return all;
    }

    private void Fill()
    {
        Rounds.Query["round"] = (Dictionary<string, object?> arguments) =>
            Years.GetValueOrDefault(((JsonElement)arguments["year"]!).GetInt32())
            ?? throw new ClientException("UNKNOWN_ROUND", "There is no such round.");
        Rounds.Query["card"] = (Dictionary<string, object?> arguments) => arguments["owner"]!.ToString() != "A"
            ? throw new ClientException("NOT_YOURS", "This belongs to another.")
            : Refusal is { } code ? throw new ClientException(code, "No longer.")
            : Points == 0 ? null : new Record { ["owner"] = "A", ["points"] = Points };
        Rounds.Entity = key => Years.GetValueOrDefault(key.GetProperty("year").GetInt32());
        Figures.Entity = _ => new Record { ["__typename"] = "Round", ["mean"] = 52.5 };
    }
}
