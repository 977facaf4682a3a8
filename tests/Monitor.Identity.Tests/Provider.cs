using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitor.Cli.Servers;
using Monitor.Testing;

namespace Monitor.Identity.Tests;

/// <summary>
/// The provider on a free port, with the clients that the tests need and a clock that can be put forward.
/// </summary>
public sealed class Provider : IAsyncLifetime
{
    public const string Redirect = "http://127.0.0.1:3000/callback";
    public const string SignedOut = "http://127.0.0.1:3000/";
    private WebApplication app = null!;

    public string Issuer { get; } = $"http://127.0.0.1:{FreePorts.Take(1)[0]}";

    public string Keys { get; } = TemporaryServers.NextFolder("identity");

    public ShiftedClock Clock { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(Settings());
        builder.Services.TryAddSingleton<TimeProvider>(Clock);
        builder.AddIdentityProvider();
        app = builder.Build();
        app.MapIdentityProvider();
        await app.StartAsync();
    }

    /// <summary>Goes away, and does not come back.</summary>
    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>A browser of its own: keeps cookies, follows nothing by itself.</summary>
    public HttpClient Browser()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        return new HttpClient(handler) { BaseAddress = new Uri(Issuer) };
    }

    public async Task<JsonElement> DocumentAsync(string path)
    {
        using var http = Browser();
        return JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["Logging:LogLevel:Default"] = "None",
        ["Identity:Issuer"] = Issuer,
        ["Identity:KeysFolder"] = Keys,
        ["Identity:Seeds"] = Repository.Seeds,
        ["Identity:RegionMachineSecret"] = "region secret/+%",
        ["Identity:Clients:0:Id"] = "portal",
        ["Identity:Clients:0:Name"] = "het <portaal>",
        ["Identity:Clients:0:Redirects:0"] = Redirect,
        ["Identity:Clients:0:Redirects:1"] = "http://127.0.0.1:3000/other?kept=1",
        ["Identity:Clients:0:SignedOutRedirects:0"] = SignedOut,
        ["Identity:Clients:0:Grants:0"] = "authorization_code",
        ["Identity:Clients:0:Grants:1"] = "refresh_token",
        ["Identity:Clients:0:Scopes:0"] = "openid",
        ["Identity:Clients:0:Scopes:1"] = "profile",
        ["Identity:Clients:0:Scopes:2"] = "email",
        ["Identity:Clients:0:Scopes:3"] = "offline_access",
        ["Identity:Clients:1:Id"] = "server",
        ["Identity:Clients:1:Secret"] = "server secret",
        ["Identity:Clients:1:IdTokenAlgorithm"] = "ES256",
        ["Identity:Clients:1:Redirects:0"] = Redirect,
        ["Identity:Clients:1:Grants:0"] = "authorization_code",
        ["Identity:Clients:1:Scopes:0"] = "openid",
        ["Identity:Clients:2:Id"] = "nightly",
        ["Identity:Clients:2:Secret"] = "night",
        ["Identity:Clients:2:Grants:0"] = "client_credentials",
        ["Identity:Clients:2:Scopes:0"] = "benchmark:read",
        ["Identity:Clients:2:Scopes:1"] = "figures:read",
    };
}

/// <summary>Our time, put forward.</summary>
public sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
