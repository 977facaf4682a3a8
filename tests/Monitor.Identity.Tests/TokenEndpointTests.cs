using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Monitor.Identity.Tests;

/// <summary>/token, held to RFC 6749, 7636, 9068 and 9700.</summary>
public sealed class TokenEndpointTests(Provider provider) : IClassFixture<Provider>
{
    [Fact]
    public async Task An_access_token_says_who_and_never_what_they_may()
    {
        using var visit = new Visit(provider);
        var (_, body) = await visit.RedeemAsync(await visit.CodeAsync());

        var token = body.Text("access_token")!;
        Assert.Equal(("at+jwt", "ES256"), (Jwt.Header(token).Text("typ"), Jwt.Header(token).Text("alg")));
        var claims = Jwt.Claims(token);
        Assert.Equal(
            ["acr", "amr", "aud", "auth_time", "client_id", "exp", "iat", "iss", "jti", "nbf", "scope", "sub"],
            claims.Names().Order(StringComparer.Ordinal));
        Assert.Equal(
            ("officer@gm0153", "portal", "monitor"),
            (claims.Text("sub"), claims.Text("client_id"), claims.Text("aud")));
        Assert.Equal(900, claims.Number("exp") - claims.Number("iat"));
        Assert.Equal(("Bearer", "openid offline_access"), (body.Text("token_type"), body.Text("scope")));
    }

    [Fact]
    public async Task An_ID_token_is_for_the_client_and_of_this_sign_in()
    {
        using var visit = new Visit(provider);
        var (_, body) = await visit.RedeemAsync(await visit.CodeAsync());

        var token = body.Text("id_token")!;
        Assert.Equal(("JWT", "RS256"), (Jwt.Header(token).Text("typ"), Jwt.Header(token).Text("alg")));
        var claims = Jwt.Claims(token);
        Assert.Equal(
            ("portal", "n-1", provider.Issuer), (claims.Text("aud"), claims.Text("nonce"), claims.Text("iss")));
        Assert.Equal(300, claims.Number("exp") - claims.Number("iat"));
        Assert.Equal(22, claims.Text("at_hash")!.Length);   // 128 bits
    }

    [Fact]
    public async Task A_code_is_good_once_and_a_second_use_ends_what_came_of_the_first()
    {
        using var visit = new Visit(provider);
        var code = await visit.CodeAsync();
        var (_, first) = await visit.RedeemAsync(code);
        var (status, second) = await visit.RedeemAsync(code);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (status, second.Text("error")));
        Assert.Equal("invalid_grant", (await RenewAsync(visit, first.Text("refresh_token")!)).Error);
    }

    [Fact]
    public async Task A_code_is_good_for_a_minute()
    {
        using var visit = new Visit(provider);
        var code = await visit.CodeAsync();
        try
        {
            provider.Clock.Ahead = TimeSpan.FromSeconds(61);
            Assert.Equal("invalid_grant", (await visit.RedeemAsync(code)).Body.Text("error"));
        }
        finally
        {
            provider.Clock.Ahead = TimeSpan.Zero;
        }
    }

    [Theory]
    [InlineData("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXj", "invalid_grant")]
    [InlineData("code_verifier", "", "invalid_grant")]
    [InlineData("code_verifier", "short", "invalid_grant")]
    [InlineData("redirect_uri", "http://127.0.0.1:3000/other?kept=1", "invalid_grant")]
    [InlineData("redirect_uri", "", "invalid_grant")]
    [InlineData("code", "another", "invalid_grant")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", "implicit", "unsupported_grant_type")]
    [InlineData("grant_type", "", "invalid_request")]
    [InlineData("grant_type", "client_credentials", "unauthorized_client")]
    [InlineData("client_id", "nobody", "invalid_client")]
    [InlineData("client_secret", "guessed", "invalid_client")]
    public async Task A_code_is_not_redeemed_wrongly(string name, string value, string error)
    {
        using var visit = new Visit(provider);
        var (status, body) = await visit.RedeemAsync(await visit.CodeAsync(), (name, value));

        Assert.Equal(error, body.Text("error"));
        Assert.Equal(error == "invalid_client" ? HttpStatusCode.Unauthorized : HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task A_code_is_its_own_client_s_alone()
    {
        using var visit = new Visit(provider);
        var code = await visit.CodeAsync();
        var (_, body) = await visit.RedeemAsync(code, ("client_id", "server"), ("client_secret", "server secret"));

        Assert.Equal("invalid_grant", body.Text("error"));
    }

    [Theory]
    [InlineData("night", null, HttpStatusCode.OK)]
    [InlineData("wrong", null, HttpStatusCode.Unauthorized)]
    [InlineData("", null, HttpStatusCode.Unauthorized)]
    [InlineData("night", "night", HttpStatusCode.BadRequest)]   // two ways at once
    public async Task A_secret_is_shown_in_one_way(string inHeader, string? inForm, HttpStatusCode status)
    {
        using var http = provider.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/token", UriKind.Relative));
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (inForm is not null)
        {
            form["client_secret"] = inForm;
        }

        request.Content = new FormUrlEncodedContent(form);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"nightly:{inHeader}")));
        using var answer = await http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal(status == HttpStatusCode.Unauthorized, answer.Headers.WwwAuthenticate.Count > 0);
    }

    [Fact]
    public async Task A_machine_may_not_ask_for_more_than_its_scopes()
    {
        using var visit = new Visit(provider);
        using var answer = await visit.PostAsync(
            "/token", ("grant_type", "client_credentials"), ("client_id", "nightly"), ("client_secret", "night"),
            ("scope", "figures:read region:read"));

        Assert.Contains("invalid_scope", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewal_may_ask_for_less_and_never_for_more()
    {
        using var visit = new Visit(provider);
        var (_, body) = await visit.RedeemAsync(await visit.CodeAsync());

        Assert.Equal("invalid_scope", (await RenewAsync(visit, body.Text("refresh_token")!, "openid email")).Error);
        Assert.Equal("openid", (await RenewAsync(visit, body.Text("refresh_token")!, "openid")).Scope);
    }

    [Fact]
    public async Task Renewals_end_a_day_after_the_sign_in()
    {
        using var visit = new Visit(provider);
        var (_, body) = await visit.RedeemAsync(await visit.CodeAsync());
        try
        {
            provider.Clock.Ahead = TimeSpan.FromHours(23);
            var next = await RenewAsync(visit, body.Text("refresh_token")!);
            Assert.Null(next.Error);
            provider.Clock.Ahead = TimeSpan.FromHours(25);
            Assert.Equal("invalid_grant", (await RenewAsync(visit, next.Refresh!)).Error);
        }
        finally
        {
            provider.Clock.Ahead = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task Without_offline_access_there_is_nothing_to_renew_with()
    {
        using var visit = new Visit(provider);
        var (_, body) = await visit.RedeemAsync(await visit.CodeAsync(changes: ("scope", "openid")));

        Assert.DoesNotContain("refresh_token", body.Names());
    }

    private static async Task<(string? Error, string? Scope, string? Refresh)> RenewAsync(
        Visit visit, string token, string? scope = null)
    {
        (string, string)[] form = [("grant_type", "refresh_token"), ("client_id", "portal"), ("refresh_token", token)];
        using var answer = await visit.PostAsync("/token", scope is null ? form : [.. form, ("scope", scope)]);
        var body = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return (body.Text("error"), body.Text("scope"), body.Text("refresh_token"));
    }
}
