using System.Text.RegularExpressions;
using Monitor.Cli.Servers;
using Monitor.Testing;

namespace Monitor.Identity.Tests.Forged;

/// <summary>
/// The gateway's own program behind the provider, before a subgraph that counts; and a service's own program, which
/// believes internal tokens.
/// </summary>
public sealed partial class Doors : IAsyncLifetime
{
    private CountingSubgraph subgraph = null!;

    public Provider Provider { get; } = new();

    /// <summary>Requests that came through the gateway.</summary>
    internal int Calls => subgraph.Calls;

    internal Door Gateway { get; private set; } = null!;

    internal Door Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Provider.InitializeAsync();
        subgraph = await CountingSubgraph.StartAsync();
        var starts = await Task.WhenAll(StartGatewayAsync(), StartServiceAsync());
        (Gateway, Service) = (starts[0], starts[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Service.DisposeAsync();
        await subgraph.DisposeAsync();
        await Provider.DisposeAsync();
    }

    private async Task<Door> StartGatewayAsync()
    {
        var port = FreePorts.Take(1)[0];
        var supergraph = Path.Combine(TemporaryServers.NextFolder("forged"), "supergraph.graphql");
        var composed = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "gateway", "supergraph.graphql"));
        await File.WriteAllTextAsync(supergraph, Address().Replace(composed, subgraph.Address));
        var environment = new Dictionary<string, string>
        {
            ["Gateway__Supergraph"] = supergraph,
            ["Gateway__Transport"] = "Direct",
            ["Gateway__RateLimit__Enabled"] = "false",
            ["Membership__Source"] = "Token",
            ["Authentication__Issuer"] = Provider.Issuer,
            ["Authentication__Authority"] = Provider.Issuer,
        };
        return await Door.StartAsync("Monitor.Gateway", port, environment, Door.Of(
            port, Provider.Issuer, "monitor", TimeSpan.FromHours(1),
            KeyRing.Open(Provider.Keys).Signing(SigningKey.Es256)));
    }

    private static async Task<Door> StartServiceAsync()
    {
        var port = FreePorts.Take(1)[0];
        var key = SigningKey.Create(SigningKey.Es256);
        var file = Path.Combine(TemporaryServers.NextFolder("forged"), "jwks.json");
        await File.WriteAllTextAsync(file, SigningKey.Jwks([key]));
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        var environment = new Dictionary<string, string>
        {
            ["Access__AnyCaller"] = "true",
            ["Authentication__Issuer"] = "monitor-gateway",
            ["Authentication__Audience"] = "monitor-services",
            ["Authentication__LongestLife"] = "00:01:00",
            ["Authentication__KeysFile"] = file,
        };
        foreach (var (name, value) in database.Settings)
        {
            environment[name.Replace(":", "__", StringComparison.Ordinal)] = value!;
        }

        return await Door.StartAsync("Monitor.Scoring", port, environment, Door.Of(
            port, "monitor-gateway", "monitor-services", TimeSpan.FromMinutes(1), key));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/graphql")]
    private static partial Regex Address();
}
