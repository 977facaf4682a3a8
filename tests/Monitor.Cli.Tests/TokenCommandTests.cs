using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Monitor.Cli.Commands;
using Monitor.Cli.Running;
using Monitor.Cli.Tokens;
using Monitor.Identity;
using Spectre.Console;

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
        Assert.All(["municipality", "roles"], name => Assert.False(claims.TryGetProperty(name, out _)));
        Assert.Equal("monitor", claims.GetProperty("aud").GetString());
        Assert.Equal(3600, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.Equal(_home.Workplace.UrlOf(Part.Identity), claims.GetProperty("iss").GetString());
        Assert.All(["sub", "jti", "nbf", "client_id"], name => Assert.True(claims.TryGetProperty(name, out _)));
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
    [InlineData("GM0153", "officer", "officer@gm0153")]
    [InlineData(null, "institute", "institute")]
    public void A_role_is_a_persona(string? municipality, string role, string subject) => Assert.Equal(
        subject, TokenCommand.Read(new TokenArguments { Municipality = municipality, Roles = [role] }).Subject);

    [Theory]
    [InlineData(null, "officer", "of a municipality")]
    [InlineData("GM0153", "institute", "of no municipality")]
    [InlineData(null, null, "Say who")]
    public void Nobody_is_no_persona(string? municipality, string? role, string because)
    {
        var mistake = Assert.Throws<CliException>(() => TokenCommand.Read(
            new TokenArguments { Municipality = municipality, Roles = role is null ? [] : [role] }));
        Assert.Contains(because, mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("substantial", "http://eidas.europa.eu/LoA/substantial")]
    [InlineData("gold", "gold")]
    public async Task It_says_how_surely_they_signed_in_just_now(string acr, string claim)
    {
        var token = await SignAsync(
            TokenCommand.Read(new TokenArguments { Roles = ["administrator"], Acr = acr }), null);

        var claims = JsonDocument.Parse(Base64UrlEncoder.Decode(token.Split('.')[1])).RootElement;
        Assert.Equal(claim, claims.GetProperty("acr").GetString());
        Assert.Equal(claims.GetProperty("iat").GetInt64(), claims.GetProperty("auth_time").GetInt64());
    }

    [Fact]
    public async Task Keys_rotate_and_the_one_before_stays_known()
    {
        var before = KidOf(await SignAsync(Officer, null));
        new RotateKeysCommand(_home.Workplace, AnsiConsole.Console).Run();
        var after = KidOf(await SignAsync(Officer, null));

        Assert.NotEqual(before, after);
        var jwks = JsonDocument.Parse(KeyRing.Open(_home.Workplace.IdentityKeys).Jwks).RootElement;
        var known = jwks.GetProperty("keys").EnumerateArray()
            .Select(key => key.GetProperty("kid").GetString()).ToArray();
        Assert.Contains(before, known);
        Assert.Contains(after, known);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("production")]
    public async Task Outside_development_it_refuses(string environment)
    {
        var mistake = await Assert.ThrowsAsync<CliException>(() => SignAsync(Officer, environment));
        Assert.Contains("in Development only", mistake.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_home.Workplace.IdentityKeys, "current-es256.pem")));
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

        var mode = File.GetUnixFileMode(Path.Combine(_home.Workplace.IdentityKeys, "current-es256.pem"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        var jwks = JsonDocument.Parse(await File.ReadAllTextAsync(KeyRing.JwksOf(_home.Workplace.IdentityKeys)))
            .RootElement;
        var key = jwks.GetProperty("keys")[0];
        Assert.False(key.TryGetProperty("d", out _));
        Assert.StartsWith("development-", key.GetProperty("kid").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_stays_the_same()
    {
        await SignAsync(Officer, null);
        var first = await File.ReadAllTextAsync(KeyRing.JwksOf(_home.Workplace.IdentityKeys));
        await SignAsync(Officer, null);
        Assert.Equal(first, await File.ReadAllTextAsync(KeyRing.JwksOf(_home.Workplace.IdentityKeys)));
    }

    private static string? KidOf(string token) =>
        JsonDocument.Parse(Base64UrlEncoder.Decode(token.Split('.')[0])).RootElement.GetProperty("kid").GetString();

    private Task<string> SignAsync(DevelopmentToken token, string? environment) =>
        new TokenCommand(_home.Workplace, name => name == "ASPNETCORE_ENVIRONMENT" ? environment : null)
            .SignAsync(token, CancellationToken.None);
}
