using System.Net;
using Monitor.Hosting;

namespace Monitor.Identity.Tests;

/// <summary>/authorize, held to OpenID Connect Core §3.1.2, RFC 7636, 9207 and 9700.</summary>
public sealed class AuthorizationTests(Provider provider) : IClassFixture<Provider>
{
    [Fact]
    public async Task A_good_request_comes_back_with_code_state_and_who_says_so()
    {
        using var visit = new Visit(provider);
        using var asked = await visit.AuthorizeAsync();
        using var chosen = await visit.ChooseAsync(Visit.PendingOf(asked), "officer@gm0153");

        var answer = Visit.AnswerOf(chosen);
        Assert.Equal("code state iss", string.Join(' ', answer.AllKeys));
        Assert.Equal(("s-1", provider.Issuer), (answer["state"], answer["iss"]));
        Assert.Equal(43, answer["code"]!.Length);   // 256 bits
    }

    [Theory]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "http://127.0.0.1:3000/callback/")]
    [InlineData("redirect_uri", "http://127.0.0.1:3000/callback?x=1")]
    [InlineData("redirect_uri", "http://127.0.0.1:3000/CALLBACK")]
    [InlineData("redirect_uri", "http://127.0.0.1:3001/callback")]
    [InlineData("redirect_uri", "http://127.0.0.1:3000/callback#x")]
    [InlineData("redirect_uri", "http://127.0.0.1:3000@evil.example/callback")]
    [InlineData("redirect_uri", "javascript:alert(1)")]
    public async Task Where_it_is_not_sure_whose_request_it_is_nobody_is_sent_anywhere(string name, string? value)
    {
        using var visit = new Visit(provider);
        using var answer = await visit.AuthorizeAsync((name, value));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.Contains("Aanmelden lukt niet", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("scope", "openid benchmark:read", "invalid_scope")]
    [InlineData("scope", null, "invalid_scope")]
    [InlineData("prompt", "none", "login_required")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "dance", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("request", "ey.J.x", "request_not_supported")]
    [InlineData("request_uri", "urn:x", "request_uri_not_supported")]
    [InlineData("registration", "{}", "registration_not_supported")]
    [InlineData("id_token_hint", "ey.J.x", "invalid_request")]
    public async Task What_a_client_asks_wrongly_it_is_told_at_its_address(string name, string? value, string error)
    {
        using var visit = new Visit(provider);
        using var answer = await visit.AuthorizeAsync((name, value));

        var told = Visit.AnswerOf(answer);
        Assert.Equal((error, "s-1", provider.Issuer), (told["error"], told["state"], told["iss"]));
        Assert.Null(told["code"]);
    }

    [Fact]
    public async Task A_parameter_sent_twice_is_refused()
    {
        using var visit = new Visit(provider);
        var address = $"/authorize?{string.Join('&', Visit.Asked().Select(entry =>
            $"{entry.Key}={Uri.EscapeDataString(entry.Value!)}"))}&nonce=another";
        using var answer = await visit.Browser.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal("invalid_request", Visit.AnswerOf(answer)["error"]);
    }

    [Fact]
    public async Task A_request_may_come_as_a_form()
    {
        using var visit = new Visit(provider);
        using var answer = await visit.PostAsync(
            "/authorize", [.. Visit.Asked().Select(entry => (entry.Key, entry.Value!))]);

        Visit.PendingOf(answer);
    }

    [Fact]
    public async Task What_stands_in_the_client_s_address_already_stays()
    {
        using var visit = new Visit(provider);
        using var asked = await visit.AuthorizeAsync(("redirect_uri", "http://127.0.0.1:3000/other?kept=1"));
        using var chosen = await visit.ChooseAsync(Visit.PendingOf(asked), "officer@gm0153");

        Assert.Equal("1", Visit.AnswerOf(chosen)["kept"]);
    }

    [Fact]
    public async Task Who_is_signed_in_is_not_asked_again_unless_the_client_wants_it()
    {
        using var visit = new Visit(provider);
        await visit.CodeAsync();

        using var again = await visit.AuthorizeAsync(("prompt", "none"));
        Assert.NotNull(Visit.AnswerOf(again)["code"]);
        foreach (var (name, value) in ((string, string)[])
        [
            ("prompt", "login"), ("prompt", "select_account"), ("max_age", "0"), ("acr_values", StepUp.Substantial),
        ])
        {
            using var asked = await visit.AuthorizeAsync((name, value));
            Visit.PendingOf(asked);
        }
    }

    [Fact]
    public async Task A_session_ends_with_its_time()
    {
        using var visit = new Visit(provider);
        await visit.CodeAsync();
        try
        {
            provider.Clock.Ahead = TimeSpan.FromHours(9);
            using var silent = await visit.AuthorizeAsync(("prompt", "none"));
            Assert.Equal("login_required", Visit.AnswerOf(silent)["error"]);
        }
        finally
        {
            provider.Clock.Ahead = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task Another_browser_cannot_finish_a_sign_in()
    {
        using var visit = new Visit(provider);
        using var other = new Visit(provider);
        using var asked = await visit.AuthorizeAsync();
        using var stolen = await other.ChooseAsync(Visit.PendingOf(asked), "officer@gm0153");

        Assert.Equal(HttpStatusCode.BadRequest, stolen.StatusCode);
    }

    [Theory]
    [InlineData("nobody@gm0153", StepUp.Low)]
    [InlineData("officer@gm9999", StepUp.Low)]
    [InlineData("officer@gm0153", "gold")]
    public async Task There_are_no_other_personas_and_levels(string subject, string acr)
    {
        using var visit = new Visit(provider);
        using var asked = await visit.AuthorizeAsync();
        using var chosen = await visit.ChooseAsync(Visit.PendingOf(asked), subject, acr);

        Assert.Equal(HttpStatusCode.BadRequest, chosen.StatusCode);
    }
}
