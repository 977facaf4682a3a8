using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Monitor.Testing;

namespace Monitor.Hosting.Tests;

/// <summary>Keys change while processes run, and providers go away.</summary>
public sealed class SigningKeyTests : IDisposable
{
    private readonly TestIssuer issuer = new();
    private readonly TestIssuer next = new();

    public void Dispose()
    {
        issuer.Dispose();
        next.Dispose();
    }

    [Fact]
    public async Task A_keys_file_that_changes_is_read_without_a_restart()
    {
        await using var app = await StartAsync(issuer.Settings);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, issuer));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, next));

        await File.WriteAllTextAsync(issuer.KeysFile, next.Jwks);

        Assert.Equal(HttpStatusCode.OK, await EventuallyAsync(app, next, HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.Unauthorized, await EventuallyAsync(app, issuer, HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_keys_file_that_becomes_unusable_changes_nothing()
    {
        await using var app = await StartAsync(issuer.Settings);

        await File.WriteAllTextAsync(issuer.KeysFile, "{ half a file");
        await Task.Delay(TimeSpan.FromSeconds(1.2));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, issuer));
    }

    [Fact]
    public async Task A_provider_s_keys_are_found_by_discovery_and_new_ones_at_the_first_token()
    {
        await using var provider = await FakeProvider.StartAsync(issuer.Jwks);
        await using var app = await StartAsync(provider.Settings(pause: TimeSpan.Zero));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, issuer, provider));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, next, provider));

        provider.Jwks = next.Jwks;

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, next, provider));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, issuer, provider));
    }

    [Fact]
    public async Task Known_keys_work_on_while_the_provider_is_away_and_unknown_ones_are_refused()
    {
        await using var provider = await FakeProvider.StartAsync(issuer.Jwks);
        await using var app = await StartAsync(provider.Settings(pause: TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, issuer, provider));

        await provider.StopAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, next, provider));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, issuer, provider));
    }

    [Fact]
    public async Task Known_keys_last_as_long_as_the_settings_say()
    {
        await using var provider = await FakeProvider.StartAsync(issuer.Jwks);
        await using var app = await StartAsync(
            [.. provider.Settings(pause: TimeSpan.Zero), new("Authentication:KeysLast", "00:00:01")]);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, issuer, provider));
        await provider.StopAsync();

        Assert.Equal(
            HttpStatusCode.Unauthorized, await EventuallyAsync(app, issuer, HttpStatusCode.Unauthorized, provider));
    }

    [Fact]
    public async Task Unknown_keys_do_not_make_it_ask_more_often_than_the_settings_say()
    {
        await using var provider = await FakeProvider.StartAsync(issuer.Jwks);
        await using var app = await StartAsync(provider.Settings(pause: TimeSpan.FromHours(1)));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => StatusAsync(app, next, provider)));

        Assert.Equal(1, provider.Fetches);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, issuer, provider));
    }

    [Fact]
    public async Task Whoever_is_turned_away_before_it_costs_no_look_at_a_token()
    {
        await using var provider = await FakeProvider.StartAsync(issuer.Jwks);
        await using var app = await TestApp.StartAsync(
            [.. provider.Settings(pause: TimeSpan.Zero), new("APP_API_TOKEN", "secret")],
            map: app => app.MapGet("/me", () => "me").AllowCallers("gateway"));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(app, issuer, provider));

        Assert.Equal(0, provider.Fetches);
    }

    [Fact]
    public async Task A_provider_that_calls_itself_otherwise_is_not_believed()
    {
        await using var provider = await FakeProvider.StartAsync(issuer.Jwks, issuer: "https://twin.example");
        await using var app = await StartAsync(provider.Settings(pause: TimeSpan.Zero));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, issuer, provider));
    }

    [Fact]
    public async Task Production_asks_a_provider_only_over_https()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => TestApp.StartAsync(
            [
                new("APP_API_TOKEN", "secret"), new("Authentication:Issuer", "http://inloggen.example"),
                new("Authentication:Authority", "http://inloggen.example"),
            ],
            "Production"));

        Assert.Contains("Authentication:Authority must be an https address", failure.Message, StringComparison.Ordinal);
    }

    private static Task<TestApp> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings) => TestApp.StartAsync(
        settings, map: app => app.MapGet("/me", (ClaimsPrincipal user) => Caller.From(user).Subject));

    private static async Task<HttpStatusCode> StatusAsync(TestApp app, TestIssuer signer, FakeProvider? of = null)
    {
        var claims = TestIssuer.Claims("GM0153", Role.Officer);
        if (of is not null)
        {
            claims["iss"] = of.Issuer;
            claims["aud"] = "monitor";
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/me", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", signer.Sign(claims));
        using var answer = await app.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> EventuallyAsync(
        TestApp app, TestIssuer signer, HttpStatusCode wanted, FakeProvider? of = null)
    {
        for (var look = 0; look < 100; look++)
        {
            if (await StatusAsync(app, signer, of) == wanted)
            {
                return wanted;
            }

            await Task.Delay(50);
        }

        return await StatusAsync(app, signer, of);
    }
}
