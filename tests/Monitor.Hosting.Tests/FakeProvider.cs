using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Hosting.Tests;

/// <summary>A discovery document and keys on a free port, which can change and go away.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string? otherIssuer;
    private int fetches;

    private FakeProvider(string jwks, string? otherIssuer)
    {
        Jwks = jwks;
        this.otherIssuer = otherIssuer;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(
            new Dictionary<string, string>
            {
                ["issuer"] = this.otherIssuer ?? Issuer, ["jwks_uri"] = $"{Issuer}/jwks",
            }));
        app.MapGet("/jwks", () =>
        {
            Interlocked.Increment(ref fetches);
            return Results.Text(Jwks, "application/json");
        });
    }

    public string Issuer { get; private set; } = "";

    public string Jwks { get; set; }

    public int Fetches => fetches;

    public static async Task<FakeProvider> StartAsync(string jwks, string? issuer = null)
    {
        var provider = new FakeProvider(jwks, issuer);
        await provider.app.StartAsync();
        provider.Issuer = provider.app.Urls.First();
        return provider;
    }

    public IReadOnlyDictionary<string, string?> Settings(TimeSpan pause) => new Dictionary<string, string?>
    {
        ["Authentication:Issuer"] = Issuer,
        ["Authentication:Authority"] = Issuer,
        ["Authentication:KeysPause"] = pause.ToString(),
    };

    public Task StopAsync() => app.StopAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
