using System.Net;
using System.Net.Http.Headers;

namespace Monitor.Identity.Tests;

/// <summary>/userinfo and /revoke: what is no access token of ours opens nothing.</summary>
public sealed class UserInfoTests(Provider provider) : IClassFixture<Provider>
{
    [Fact]
    public async Task An_ID_token_a_refresh_token_and_a_changed_token_are_refused()
    {
        using var visit = new Visit(provider);
        var (_, body) = await visit.RedeemAsync(await visit.CodeAsync());
        var access = body.Text("access_token")!;

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visit, access));
        foreach (var wrong in (string[])[body.Text("id_token")!, body.Text("refresh_token")!, Changed(access), "x"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(visit, wrong));
        }
    }

    [Fact]
    public async Task A_machine_is_no_person()
    {
        using var visit = new Visit(provider);
        using var answer = await visit.PostAsync(
            "/token", ("grant_type", "client_credentials"), ("client_id", "nightly"), ("client_secret", "night"));
        var token = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement
            .Text("access_token")!;

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(visit, token));
    }

    [Fact]
    public async Task An_access_token_cannot_be_revoked_and_the_client_is_told()
    {
        using var visit = new Visit(provider);
        var (_, body) = await visit.RedeemAsync(await visit.CodeAsync());
        using var access = await visit.PostAsync(
            "/revoke", ("client_id", "portal"), ("token", body.Text("access_token")!));
        using var unknown = await visit.PostAsync("/revoke", ("client_id", "portal"), ("token", "unknown"));

        Assert.Contains("unsupported_token_type", await access.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, unknown.StatusCode);
    }

    [Fact]
    public async Task Discovery_names_what_there_is()
    {
        var document = await provider.DocumentAsync("/.well-known/openid-configuration");

        Assert.Equal(provider.Issuer, document.Text("issuer"));
        Assert.Equal("S256", Assert.Single(Texts("code_challenge_methods_supported")));
        Assert.Equal("code", Assert.Single(Texts("response_types_supported")));
        Assert.Contains("RS256", Texts("id_token_signing_alg_values_supported"));   // OpenID Connect Discovery §3
        Assert.True(document.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
        Assert.Equal(
            document.GetRawText(),
            (await provider.DocumentAsync("/.well-known/oauth-authorization-server")).GetRawText());

        string?[] Texts(string name) =>
            [.. document.GetProperty(name).EnumerateArray().Select(value => value.GetString())];
    }

    [Fact]
    public async Task By_another_host_name_it_does_not_answer()
    {
        using var http = provider.Browser();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri("/.well-known/openid-configuration", UriKind.Relative));
        request.Headers.Host = "rebound.example";
        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://127.0.0.1:3000", true)]
    [InlineData("http://evil.example", false)]
    public async Task Programs_in_a_browser_may_call_it_from_where_codes_are_sent(string origin, bool may)
    {
        using var http = provider.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri("/token", UriKind.Relative));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await http.SendAsync(request);

        Assert.Equal(may, answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}";
    }

    private static async Task<HttpStatusCode> StatusAsync(Visit visit, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/userinfo", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await visit.Browser.SendAsync(request);
        return answer.StatusCode;
    }
}
