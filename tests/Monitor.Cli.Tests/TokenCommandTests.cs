using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Monitor.Cli.Commands;
using Monitor.Cli.Tokens;

namespace Monitor.Cli.Tests;

public sealed class TokenCommandTests : IDisposable
{
    private static readonly DevelopmentToken Officer = new() { Municipality = "GM0153", Roles = ["officer"] };
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("Development")]
    public async Task In_development_it_signs_what_was_asked(string? environment)
    {
        var token = await SignAsync(Officer, environment);

        var claims = JsonDocument.Parse(Base64UrlEncoder.Decode(token.Split('.')[1])).RootElement;
        Assert.Equal("GM0153", claims.GetProperty("municipality").GetString());
        Assert.Equal("officer", Assert.Single(claims.GetProperty("roles").EnumerateArray()).GetString());
        Assert.Equal("monitor", claims.GetProperty("aud").GetString());
        Assert.Equal(3600, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.All(["iss", "sub", "jti", "nbf"], name => Assert.True(claims.TryGetProperty(name, out _)));
    }

    [Fact]
    public async Task A_program_has_scopes_and_is_nobody_else()
    {
        var token = await SignAsync(
            new DevelopmentToken { Client = "region-script", Scopes = ["benchmark:read", "region:read"] }, null);

        var claims = JsonDocument.Parse(Base64UrlEncoder.Decode(token.Split('.')[1])).RootElement;
        Assert.Equal("region-script", claims.GetProperty("client_id").GetString());
        Assert.Equal("region-script", claims.GetProperty("sub").GetString());
        Assert.Equal("benchmark:read region:read", claims.GetProperty("scope").GetString());
        Assert.False(claims.TryGetProperty("roles", out _));
    }

    [Theory]
    [InlineData("everything", "", "no scope 'everything'")]
    [InlineData("region:read", "officer", "no roles")]
    public async Task A_program_with_what_no_service_knows_is_refused(string scope, string role, string because)
    {
        var mistake = await Assert.ThrowsAsync<CliException>(() => SignAsync(
            new DevelopmentToken
            {
                Client = "script",
                Scopes = [scope],
                Roles = [.. role.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            },
            null));
        Assert.Contains(because, mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("production")]
    public async Task Outside_development_it_refuses(string environment)
    {
        var mistake = await Assert.ThrowsAsync<CliException>(() => SignAsync(Officer, environment));
        Assert.Contains("in Development only", mistake.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_home.Workplace.Keys, "signing-key.pem")));
    }

    [Theory]
    [InlineData("Enschede", "officer", "no CBS code")]
    [InlineData("GM153", "officer", "no CBS code")]
    [InlineData("GM0153", "boss", "no role 'boss'")]
    public async Task What_no_service_would_understand_is_refused(string municipality, string role, string because)
    {
        var mistake = await Assert.ThrowsAsync<CliException>(() => SignAsync(
            new DevelopmentToken { Municipality = municipality, Roles = [role] }, null));
        Assert.Contains(because, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_private_key_is_its_owners_and_the_public_one_has_no_secret()
    {
        await SignAsync(Officer, null);

        var mode = File.GetUnixFileMode(Path.Combine(_home.Workplace.Keys, "signing-key.pem"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        var jwks = JsonDocument.Parse(await File.ReadAllTextAsync(_home.Workplace.Jwks)).RootElement;
        var key = jwks.GetProperty("keys")[0];
        Assert.False(key.TryGetProperty("d", out _));
        Assert.StartsWith("development-", key.GetProperty("kid").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_stays_the_same()
    {
        await SignAsync(Officer, null);
        var first = await File.ReadAllTextAsync(_home.Workplace.Jwks);
        await SignAsync(Officer, null);
        Assert.Equal(first, await File.ReadAllTextAsync(_home.Workplace.Jwks));
    }

    private Task<string> SignAsync(DevelopmentToken token, string? environment) =>
        new TokenCommand(_home.Workplace, name => name == "ASPNETCORE_ENVIRONMENT" ? environment : null)
            .SignAsync(token, CancellationToken.None);
}
