using System.Net;
using AngleSharp.Html.Parser;

namespace Monitor.Identity.Tests;

/// <summary>/end-session, held to RP-Initiated Logout 1.0.</summary>
public sealed class SignOutTests(Provider provider) : IClassFixture<Provider>
{
    [Fact]
    public async Task Without_a_word_of_the_client_the_person_is_asked_first()
    {
        using var visit = new Visit(provider);
        await visit.CodeAsync();
        using var asked = await visit.Browser.GetAsync(new Uri("/end-session", UriKind.Relative));
        Assert.NotNull(Visit.AnswerOf(await visit.AuthorizeAsync(("prompt", "none")))["code"]);

        var form = new HtmlParser().ParseDocument(await asked.Content.ReadAsStringAsync()).QuerySelector("form")!;
        using var done = await visit.PostAsync("/end-session", [.. form.QuerySelectorAll("input").Select(field =>
            (field.GetAttribute("name")!, field.GetAttribute("value")!))]);

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal("login_required", Visit.AnswerOf(await visit.AuthorizeAsync(("prompt", "none")))["error"]);
    }

    [Fact]
    public async Task Another_site_cannot_sign_someone_out_by_a_form()
    {
        using var visit = new Visit(provider);
        await visit.CodeAsync();
        using var forged = await visit.PostAsync("/end-session", ("browser", "guessed"));

        Assert.NotNull(Visit.AnswerOf(await visit.AuthorizeAsync(("prompt", "none")))["code"]);
    }

    [Theory]
    [InlineData("http://evil.example/")]
    [InlineData("http://127.0.0.1:3000/callback")]
    public async Task Nobody_is_sent_to_an_address_that_the_settings_do_not_name(string address)
    {
        using var visit = new Visit(provider);
        var (_, body) = await visit.RedeemAsync(await visit.CodeAsync());
        using var answer = await visit.Browser.GetAsync(new Uri(
            $"/end-session?id_token_hint={body.Text("id_token")}"
            + $"&post_logout_redirect_uri={Uri.EscapeDataString(address)}",
            UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task A_hint_that_is_not_ours_is_refused()
    {
        using var visit = new Visit(provider);
        using var answer = await visit.Browser.GetAsync(new Uri("/end-session?id_token_hint=e.y.J", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
