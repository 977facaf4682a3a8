using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Monitor.Cli.Servers;
using Monitor.Hosting;

namespace Monitor.Identity.Tests.Forged;

/// <summary>A door within this process that counts what a token costs it. It knows its key from a file.</summary>
internal sealed class CountingDoor : IDoor, IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly CountingProviders verifying = new();
    private int reached;

    private CountingDoor(string keysFile)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Authentication:Issuer"] = Issuer,
            ["Authentication:Audience"] = Audience,
            ["Authentication:KeysFile"] = keysFile,
        });
        builder.AddMonitorDefaults("counting");
        builder.Services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme,
            bearer => bearer.TokenValidationParameters.CryptoProviderFactory = verifying);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapMonitorDefaults();
        app.MapPost("/graphql", () =>
        {
            Interlocked.Increment(ref reached);
            return Results.Ok();
        });
    }

    public string Issuer => "https://issuer.example";

    public string Audience => "monitor";

    public TimeSpan LongestLife { get; } = TimeSpan.FromHours(1);

    public SigningKey Key { get; } = SigningKey.Create(SigningKey.Es256);

    public static async Task<CountingDoor> OpenAsync()
    {
        var file = Path.Combine(TemporaryServers.NextFolder("counting"), "jwks.json");
        var door = new CountingDoor(file);
        await File.WriteAllTextAsync(file, SigningKey.Jwks([door.Key]));
        await door.app.StartAsync();
        return door;
    }

    /// <summary>Asks with these tokens, each in a line of its own.</summary>
    /// <returns>The status, signatures verified, and what was reached behind the door.</returns>
    public async Task<(int Status, int Verified, int Reached)> AskAsync(params string[] tokens)
    {
        var (verifiedBefore, reachedBefore) = (verifying.Count, reached);
        var (status, _) = await RawRequest.SendAsync(
            new Uri(app.Urls.Single()).Port, tokens.Select(token => $"Bearer {token}"), "/graphql");
        return (status, verifying.Count - verifiedBefore, reached - reachedBefore);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Key.Dispose();
    }

    /// <summary>Is asked for a verifier each time that a signature is to be verified.</summary>
    private sealed class CountingProviders : CryptoProviderFactory
    {
        private int count;

        public int Count => count;

        public override SignatureProvider CreateForVerifying(
            SecurityKey key, string algorithm, bool cacheProvider)
        {
            Interlocked.Increment(ref count);
            return base.CreateForVerifying(key, algorithm, cacheProvider);
        }
    }
}
