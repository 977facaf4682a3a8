using AngleSharp.Html.Parser;

namespace Monitor.Identity.Tests;

/// <summary>The page on which one chooses who to be.</summary>
public sealed class PageTests(Provider provider) : IClassFixture<Provider>
{
    [Fact]
    public async Task It_runs_no_script_and_its_form_leads_nowhere_else()
    {
        using var visit = new Visit(provider);
        using var page = await OpenAsync(visit);

        Assert.Equal(
            "default-src 'none'; style-src 'self'; form-action 'self' http://127.0.0.1:3000; base-uri 'none'; "
            + "frame-ancestors 'none'",
            page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-store", page.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        var document = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync());
        Assert.Equal("nl", document.DocumentElement.GetAttribute("lang"));
        Assert.Empty(document.QuerySelectorAll("script, iframe, img, [style], [onclick]"));
        Assert.Equal("Aanmelden bij het <portaal>", document.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Every_choice_is_a_button_with_a_name_and_every_field_has_a_label()
    {
        using var visit = new Visit(provider);
        using var page = await OpenAsync(visit, "&q=enschede");
        var document = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync());

        var choices = document.QuerySelectorAll("button[name=subject]");
        Assert.Equal(
            [
                "institute", "editor", "moderator", "researcher", "administrator", "reader@gm0153", "officer@gm0153",
                "coordinator@gm0153", "regional-coordinator@gm0153",
            ],
            choices.Select(button => button.GetAttribute("value")));
        Assert.Contains(choices, button => button.GetAttribute("aria-label") == "Lezer Enschede (demonstratie)");
        Assert.NotNull(document.QuerySelector("label[for=q]"));
        Assert.Equal(3, document.QuerySelectorAll("fieldset label input[type=radio]").Length);
    }

    [Theory]
    [InlineData("", 25)]
    [InlineData("GM0344", 1)]
    [InlineData("utrecht", 2)]   // and Utrechtse Heuvelrug
    [InlineData("Sudwest fryslan", 1)]
    [InlineData("Nuenen, Gerwen en Nederwetten", 1)]
    [InlineData("nergens", 0)]
    public async Task Municipalities_are_found_by_name_or_code_whatever_the_accents(string words, int found)
    {
        using var visit = new Visit(provider);
        using var page = await OpenAsync(visit, $"&q={Uri.EscapeDataString(words)}");
        var document = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync());

        Assert.Equal(found, document.QuerySelectorAll("h3").Length);
    }

    [Fact]
    public async Task What_is_searched_for_is_shown_as_text()
    {
        using var visit = new Visit(provider);
        using var page = await OpenAsync(visit, "&q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Empty(new HtmlParser().ParseDocument(html).QuerySelectorAll("script"));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Every_municipality_of_the_seeds_has_its_personas()
    {
        var codes = Directory.GetFiles(Path.Combine(Monitor.Testing.Repository.Seeds, "areas"), "municipalities-*.csv")
            .SelectMany(file => File.ReadLines(file).Skip(1)).Select(line => line.Split(',')[0]).Distinct();
        using var visit = new Visit(provider);
        using var asked = await visit.AuthorizeAsync();
        var pending = Visit.PendingOf(asked);
        var last = codes.Order(StringComparer.Ordinal).Last();
        using var page = await visit.Browser.GetAsync(
            new Uri($"/sign-in?request={pending}&q={last}", UriKind.Relative));

        Assert.Contains(
            $"value=\"coordinator@{last.ToLowerInvariant()}\"", await page.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> OpenAsync(Visit visit, string more = "")
    {
        using var asked = await visit.AuthorizeAsync();
        return await visit.Browser.GetAsync(
            new Uri($"/sign-in?request={Visit.PendingOf(asked)}{more}", UriKind.Relative));
    }
}
