using System.Text;
using System.Text.Json;
using Monitor.Community.Domain;

namespace Monitor.Community.Tests.Domain.Text.Browser;

/// <summary>
/// Shows every text of the corpus in a real browser, as pages do that trust <c>html</c>: nothing runs.
/// </summary>
public sealed class StoredScriptTests(Chromium browser) : IClassFixture<Chromium>
{
    private const string Strict = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string StrictWithScript = "default-src 'none'; script-src 'nonce-page'";

    private static readonly Corpus Stored = Corpus.Read();

    // Where the words and the address of a short link's target are themselves hostile.
    private static readonly Dictionary<ShortLink, ShortLinkTarget> Targets =
        Enum.GetValues<ShortLinkKind>().ToDictionary(
            kind => new ShortLink(kind, "kwaad"),
            kind => new ShortLinkTarget("<script>ran()</script>\"onmouseover=\"ran()", "javascript:ran()"));

    [Theory]
    [InlineData(null)]
    [InlineData(Strict)]
    public async Task Texts_in_a_page_run_nothing_and_ask_for_nothing(string? policy)
    {
        await using var page = await ShownPage.OpenAsync(browser, Page(Rendered()), policy);

        Assert.Empty(await page.DoneAsync());
        Assert.Equal(
            [
                "a href rel", "blockquote", "br", "code", "em", "h3", "li", "ol", "p", "pre", "section", "strong", "ul",
            ],
            await page.ElementsAsync());
        Assert.Equal(["http:", "https:", "mailto:"], await page.ProtocolsAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(StrictWithScript)]
    public async Task Texts_that_a_script_puts_into_a_page_run_nothing(string? policy)
    {
        var texts = JsonSerializer.Serialize(Rendered().ToList());   // escapes < and >: no text ends the script
        var html = Page([$"""
            <script nonce="page">
            const main = document.querySelector('main');
            for (const text of {texts}) {'{'}
                const section = document.createElement('section');
                section.innerHTML = text;
                main.append(section);
            {'}'}
            </script>
            """]);

        await using var page = await ShownPage.OpenAsync(browser, html, policy);

        Assert.Empty(await page.DoneAsync());
        Assert.Equal(["http:", "https:", "mailto:"], await page.ProtocolsAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Strict)]
    public async Task Titles_names_and_file_names_made_fit_for_a_page_run_nothing(string? policy)
    {
        var words = Stored.Titles.Concat(Stored.Names).Concat(Stored.FileNames).Concat(Stored.Texts)
            .Select(HtmlText.Of);
        var sections = words.Select(word =>
            $"<h2>{word}</h2><p title=\"{word}\" data-name='{word}'>{word}</p><a href=\"#\" download=\"{word}\">x</a>");

        await using var page = await ShownPage.OpenAsync(browser, Page(sections), policy);

        Assert.Empty(await page.DoneAsync());
        Assert.Equal(
            ["a href download", "h2", "p title data-name", "section"], await page.ElementsAsync());
    }

    [Fact]
    public void No_address_of_the_corpus_is_taken_for_a_link()
    {
        var addresses = Stored.Titles.Concat(Stored.Names).Concat(Stored.FileNames)
            .Concat(["javascript:ran()", "data:text/html,x", "\u0001javascript:ran()", "java\tscript:ran()"]);

        Assert.All(addresses, address => Assert.Null(WebAddress.Safe(address)));
    }

    // What would pass unseen if the page could not tell.
    [Theory]
    [InlineData("<script>ran()</script>", "ran")]
    [InlineData("<img src=x onerror=ran()>", "ran")]
    [InlineData("<p onmouseover=ran()>x</p>", "ran")]
    [InlineData("<a href='javascript:ran()'>x</a>", "ran")]
    [InlineData("<iframe src='javascript:parent.ran()'></iframe>", "ran")]
    [InlineData("<script>alert(1)</script>", "dialog")]
    [InlineData("<img src='https://evil.example/pixel.gif'>", "asked for https://evil.example/pixel.gif")]
    [InlineData("<meta http-equiv=refresh content='0;url=https://evil.example/'>", "asked for https://evil.example/")]
    public async Task A_page_that_does_run_something_is_found_out(string html, string doing)
    {
        await using var page = await ShownPage.OpenAsync(browser, Page([html]), null);

        Assert.Contains(doing, await page.DoneAsync());
    }

    private static IEnumerable<string> Rendered() => Stored.Texts.Select(text => Markdown.Render(text, Targets));

    private static string Page(IEnumerable<string> sections)
    {
        var html = new StringBuilder("<!doctype html><meta charset=utf-8><title>Posts</title><body><main>");
        foreach (var section in sections)
        {
            html.Append("<section>").Append(section).Append("</section>\n");
        }

        return html.Append("</main></body>").ToString();
    }
}
