using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Monitor.Gateway.Tests.Execution;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Gateway.Tests.Membership;

/// <summary>
/// Gateways that look members up and make the tokens that subgraphs get: an identity provider, community, and the
/// subgraphs of one of the Graphs.
/// </summary>
internal sealed class ClosedWorld : IAsyncDisposable
{
    private readonly TestIssuer provider = TestIssuer.Outer();
    private readonly TokenSigningKey key = TokenSigningKey.Create(isForDevelopment: true);
    private readonly List<TestGateway> gateways = [];
    private readonly Dictionary<string, TestSubgraph> subgraphs = [];
    private readonly TestRedis? redis;
    private TestSidecar sidecar = null!;
    private int published;

    private ClosedWorld(TestCommunity community, TestRedis? redis)
    {
        Community = community;
        this.redis = redis;
        File.WriteAllText(KeyFile, key.PrivateJwk);
    }

    public TestCommunity Community { get; }

    public ClosedClock Clock { get; } = new();

    /// <summary>The private key that signs internal tokens.</summary>
    public string KeyFile { get; } = Path.GetTempFileName();

    public TestRedis Redis => redis!;

    /// <param name="graph">Folder of Graphs/.</param>
    /// <param name="names">Its subgraphs.</param>
    /// <param name="replicas">Gateways.</param>
    /// <param name="withRedis">Whether they share one.</param>
    /// <param name="settings">Of each.</param>
    public static async Task<ClosedWorld> StartAsync(
        string graph,
        string[] names,
        int replicas = 1,
        bool withRedis = false,
        params (string Name, string Value)[] settings)
    {
        var world = new ClosedWorld(
            await TestCommunity.StartAsync(),
            withRedis ? await TestRedis.StartAsync(cancellationToken: TestContext.Current.CancellationToken) : null);
        foreach (var name in names)
        {
            world.subgraphs[name] = await TestSubgraph.StartAsync(name);
        }
        world.sidecar = await TestSidecar.StartAsync([.. world.subgraphs.Values, world.Community.Subgraph]);
        for (var replica = 0; replica < replicas; replica++)
        {
            world.gateways.Add(await TestGateway.StartAsync(
                graph,
                [],
                world.SettingsWith(settings),
                "dapr",
                services => services.AddSingleton<TimeProvider>(world.Clock)));
        }
        return world;
    }

    public TestSubgraph Subgraph(string name) => subgraphs[name];

    public TestGateway Gateway(int replica = 0) => gateways[replica];

    /// <summary>A token of the provider: says who, and nothing of what they may.</summary>
    /// <param name="subject">Who.</param>
    /// <param name="claims">More claims, or others.</param>
    public string Token(string subject, params (string Claim, object Value)[] claims)
    {
        var all = TestIssuer.OuterClaims(null);
        all.Remove("roles");
        all["sub"] = subject;
        foreach (var (claim, value) in claims)
        {
            all[claim] = value;
        }
        return provider.Sign(all);
    }

    public Task<JsonElement> AskAsync(
        string query, string? token, int replica = 0, params (string Name, string Value)[] headers) =>
        gateways[replica].AskAsync(
            query, null, [.. headers, .. token is null ? [] : new[] { ("Authorization", $"Bearer {token}") }]);

    /// <summary>The claims of the token that a subgraph got last; null where it got none.</summary>
    public JsonElement? LastClaims(string subgraph) =>
        ClaimsOf(subgraphs[subgraph].Requests.Last().Headers.Authorization.ToString());

    /// <summary>The claims of a token, its signature checked; null where there is none.</summary>
    public static JsonElement? ClaimsOf(string authorization) => authorization.Length == 0
        ? null
        : JsonDocument.Parse(Base64UrlEncoder.Decode(authorization["Bearer ".Length..].Split('.')[1])).RootElement;

    /// <summary>Delivers an event to one replica, as its sidecar does: again while it says so.</summary>
    public async Task PublishAsync(string topic, object data, int replica = 0, string source = "community")
    {
        var cloudEvent = new
        {
            id = $"event-{Interlocked.Increment(ref published)}",
            source,
            type = $"nl.monitor.{topic}.v1",
            specversion = "1.0",
            time = Clock.GetUtcNow(),
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
        foreach (var subgraph in subgraphs.Values)
        {
            await subgraph.DisposeAsync();
        }
        await Community.DisposeAsync();
        if (redis is not null)
        {
            await redis.DisposeAsync();
        }
        provider.Dispose();
        key.Dispose();
        File.Delete(KeyFile);
    }

    private Dictionary<string, string?> SettingsWith((string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(provider.Settings)
        {
            ["DAPR_HTTP_PORT"] = sidecar.Port.ToString(CultureInfo.InvariantCulture),
            ["DAPR_API_TOKEN"] = TestSidecar.Token,
            ["Access:AnyCaller"] = "true",
            ["Membership:Source"] = "Community",
            ["Membership:KeyFile"] = KeyFile,
            ["Membership:Timeout"] = "00:00:10",   // a busy machine is no community that is away
            ["Membership:WatchEvery"] = "00:00:00.020",
            ["Membership:Pause"] = "00:00:00",
            ["Subscriptions:Interval"] = "00:00:00.010",
            ["ConnectionStrings:Redis"] = redis?.ConnectionString,
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }
        return all;
    }
}

/// <summary>The system's clock, moved ahead by as much as a test likes. What waits, waits as ever.</summary>
internal sealed class ClosedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    public override long GetTimestamp() =>
        base.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);
}
