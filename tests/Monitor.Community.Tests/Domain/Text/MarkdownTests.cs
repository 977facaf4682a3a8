using Monitor.Community.Domain;

namespace Monitor.Community.Tests.Domain.Text;

public sealed class MarkdownTests
{
    private static readonly Dictionary<ShortLink, ShortLinkTarget> Targets = new()
    {
        [new(ShortLinkKind.Objective, "child-abuse-2")] = new("Meldcode <in> beeld", "/doelstellingen/child-abuse-2"),
        [new(ShortLinkKind.Municipality, "GM0344")] = new("Utrecht", "/gemeenten/GM0344"),
        [new(ShortLinkKind.Topic, "dG9waWM6MQ==")] = new("Bel eerst", "https://monitor.example/tips/1"),
        [new(ShortLinkKind.Author, "cmVwbHk6MQ")] = new("een gemeente, 25.000–50.000 inwoners", null),
    };

    [Theory]
    [InlineData("Gewoon **vet** en *schuin*.", "<p>Gewoon <strong>vet</strong> en <em>schuin</em>.</p>\n")]
    [InlineData("Een regel\nen nog een", "<p>Een regel<br>\nen nog een</p>\n")]
    [InlineData("# Kop\n\n#### Lager", "<h3>Kop</h3>\n<h6>Lager</h6>\n")]
    [InlineData("> Zo zei zij het", "<blockquote><p>Zo zei zij het</p>\n</blockquote>\n")]
    [InlineData("- een\n- twee", "<ul><li>een\n</li>\n<li>twee\n</li>\n</ul>\n")]
    [InlineData("3. drie\n4. vier", "<ol start=\"3\"><li>drie\n</li>\n<li>vier\n</li>\n</ol>\n")]
    [InlineData("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>\n")]
    [InlineData("```js onload=x\n<b>\n```", "<pre><code>&lt;b&gt;</code></pre>\n")]
    [InlineData("`<b>` & 'zo' \"dan\"", "<p><code>&lt;b&gt;</code> &amp; &#39;zo&#39; &quot;dan&quot;</p>\n")]
    [InlineData("<b onclick=x>klik</b>", "<p>&lt;b onclick=x&gt;klik&lt;/b&gt;</p>\n")]
    [InlineData("&lt;script&gt;", "<p>&lt;script&gt;</p>\n")]
    [InlineData("# Kop {#mijn .klas onclick=x}", "<h3>Kop {#mijn .klas onclick=x}</h3>\n")]
    [InlineData("", "")]
    public void Markdown_becomes_elements_without_attributes_and_tags_become_text(string source, string html) =>
        Assert.Equal(html, Markdown.Render(source));

    [Theory]
    [InlineData("[hier](https://example.nl/a?b=c&d)", "https://example.nl/a?b=c&amp;d", "hier")]
    [InlineData("<https://example.nl/>", "https://example.nl/", "https://example.nl/")]
    [InlineData("https://example.nl/a", "https://example.nl/a", "https://example.nl/a")]
    [InlineData("[schrijf](mailto:zorg@example.nl?bcc=x@y.z)", "mailto:zorg@example.nl", "schrijf")]
    [InlineData("<zorg@example.nl>", "mailto:zorg@example.nl", "zorg@example.nl")]
    [InlineData("![plaatje](https://example.nl/p.png)", "https://example.nl/p.png", "plaatje")]
    [InlineData("[a][b]\n\n[b]: http://example.nl/x", "http://example.nl/x", "a")]
    [InlineData("[https://rijksoverheid.nl](https://example.nl/)", "https://example.nl/", "https://example.nl/")]
    [InlineData("[](https://example.nl/)", "https://example.nl/", "https://example.nl/")]
    [InlineData("[é](https://exámple.nl/é)", "https://xn--exmple-qta.nl/%C3%A9", "é")]
    public void A_link_leads_to_the_web_or_to_mail_and_vouches_for_nothing(
        string source, string address, string label) =>
        Assert.Equal(
            $"<p><a href=\"{address}\" rel=\"nofollow noopener noreferrer ugc\">{label}</a></p>\n",
            Markdown.Render(source));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("&#106;avascript:alert(1)")]
    [InlineData("data:text/html;base64,PHNjcmlwdD4=")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.nl/")]
    [InlineData("tel:112")]
    [InlineData("//example.nl/")]
    [InlineData("/pad")]
    [InlineData("#plek")]
    [InlineData("https://gemeente.nl@example.nl/")]
    [InlineData("https:\\\\example.nl")]
    [InlineData("blob:https://example.nl/1")]
    public void Any_other_address_leaves_the_words_alone(string address)
    {
        Assert.Equal("<p>hier</p>\n", Markdown.Render($"[hier]({address})"));
        Assert.Equal("<p>hier</p>\n", Markdown.Render($"![hier]({address})"));
        Assert.DoesNotContain("<a", Markdown.Render($"<{address}>"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Zie [[doel:child-abuse-2]].",
        "Zie <a href=\"/doelstellingen/child-abuse-2\">Meldcode &lt;in&gt; beeld</a>.")]
    [InlineData("[[gemeente:GM0344]]", "<a href=\"/gemeenten/GM0344\">Utrecht</a>")]
    [InlineData("[[tip:dG9waWM6MQ==]]", "<a href=\"https://monitor.example/tips/1\">Bel eerst</a>")]
    [InlineData("Dank @gemeente:GM0344.", "Dank <a href=\"/gemeenten/GM0344\">@Utrecht</a>.")]
    [InlineData("Dank, @auteur:cmVwbHk6MQ!", "Dank, @een gemeente, 25.000–50.000 inwoners!")]
    [InlineData("**@gemeente:GM0344**", "<strong><a href=\"/gemeenten/GM0344\">@Utrecht</a></strong>")]
    public void A_short_link_shows_the_words_of_what_it_leads_to(string source, string html) =>
        Assert.Equal($"<p>{html}</p>\n", Markdown.Render(source, Targets));

    [Theory]
    [InlineData("`[[doel:child-abuse-2]]`", "<code>[[doel:child-abuse-2]]</code>")]
    [InlineData("`@gemeente:GM0344`", "<code>@gemeente:GM0344</code>")]
    [InlineData("[[doel:onbekend]]", "[[doel:onbekend]]")]
    [InlineData("[[doel:child-abuse-2", "[[doel:child-abuse-2")]
    [InlineData("[[doel:]]", "[[doel:]]")]
    [InlineData("[[doel:a b]]", "[[doel:a b]]")]
    [InlineData("\\[[doel:child-abuse-2]]", "[[doel:child-abuse-2]]")]
    [InlineData("@gemeente:GM9999", "@gemeente:GM9999")]
    [InlineData("post@gemeente:GM0344", "post@gemeente:GM0344")]
    [InlineData("@auteur:onbekend", "@auteur:onbekend")]
    public void What_leads_nowhere_stands_as_it_was_written(string source, string html) =>
        Assert.Equal($"<p>{html}</p>\n", Markdown.Render(source, Targets));

    [Fact]
    public void A_short_link_inside_a_link_is_words_only() =>
        Assert.Equal(
            "<p><a href=\"https://example.nl/\" rel=\"nofollow noopener noreferrer ugc\">lees Utrecht</a></p>\n",
            Markdown.Render("[lees [[gemeente:GM0344]]](https://example.nl/)", Targets));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("//example.nl")]
    [InlineData("\\\\example.nl")]
    [InlineData("/\\example.nl")]
    public void A_target_with_an_unsafe_address_is_words_only(string href) =>
        Assert.Equal("<p>Titel</p>\n", Markdown.Render("[[tip:1]]", new Dictionary<ShortLink, ShortLinkTarget>
        {
            [new(ShortLinkKind.Topic, "1")] = new("Titel", href),
        }));

    [Fact]
    public async Task Links_of_many_texts_are_looked_up_at_once()
    {
        var asked = new List<ShortLink>();

        var html = await Markdown.RenderAllAsync(
            ["[[gemeente:GM0344]]", "geen", "[[gemeente:GM0344]] en [[doel:x]]"],
            (links, _) =>
            {
                asked.AddRange(links);
                return Task.FromResult<IReadOnlyDictionary<ShortLink, ShortLinkTarget>>(Targets);
            },
            TestContext.Current.CancellationToken);

        Assert.Equal([new(ShortLinkKind.Municipality, "GM0344"), new(ShortLinkKind.Objective, "x")], asked);
        Assert.Equal("<p>geen</p>\n", html[1]);
        Assert.Equal("<p><a href=\"/gemeenten/GM0344\">Utrecht</a> en [[doel:x]]</p>\n", html[2]);
    }

    [Fact]
    public async Task Texts_without_links_look_nothing_up()
    {
        var html = await Markdown.RenderAllAsync(
            ["geen"], (_, _) => throw new InvalidOperationException(), TestContext.Current.CancellationToken);

        Assert.Equal(["<p>geen</p>\n"], html);
    }

    [Theory]
    [InlineData("# Kop\n\nEen **vet** [woord](https://example.nl) &amp; `code`", "Kop\nEen vet woord & code")]
    [InlineData("- een\n- twee\n\n> drie", "een\ntwee\ndrie")]
    [InlineData("<b>tekst</b>", "<b>tekst</b>")]
    [InlineData("Zie [[tip:dG9waWM6MQ==]] van @gemeente:GM0344", "Zie Bel eerst van @Utrecht")]
    [InlineData("![plaatje](https://example.nl/p.png)", "plaatje")]
    [InlineData("```\nregel 1\nregel 2\n```", "regel 1\nregel 2")]
    [InlineData("a *b", "a *b")]
    public void Plain_text_is_the_words(string source, string plain) =>
        Assert.Equal(plain, Markdown.PlainText(source, Targets));

    [Fact]
    public void Marks_that_turn_the_direction_of_text_are_left_out() =>
        Assert.Equal("<p>ab</p>\n", Markdown.Render("a\u202eb"));

    public static TheoryData<string> Bombs =>
    [
        Repeated("> "), Repeated("- "), Repeated("["), Repeated("[a]("), Repeated("!["), Repeated("*a **a "),
        Repeated("`"), Repeated("a`"), Repeated("&"), Repeated("<"), Repeated("<a "), Repeated("\\"),
        Repeated("[["), Repeated("[[doel:"), Repeated("@gemeente:"), Repeated("@auteur:a "), Repeated("http://"),
        Repeated("https://a.nl "), Repeated("www.a."), Repeated("\n"), Repeated("# "), Repeated("1. "),
        Repeated("_"), Repeated("*"), Repeated("**a*"), Repeated("|"), Repeated("~"), Repeated("    "),
        Repeated("[a]: b\n"), Repeated("]"), Repeated("![[]()"), Repeated("<!--"), Repeated("\t- "), Repeated("\0"),
    ];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_text_made_to_keep_the_reader_busy_is_read(string bomb)
    {
        var html = Markdown.Render(bomb);
        Markdown.PlainText(bomb);
        Mentions.In(bomb);

        Assert.InRange(html.Length, 0, bomb.Length * 80);
    }

    [Fact]
    public void Deep_nesting_is_cut_to_a_bounded_depth()
    {
        var html = Markdown.Render(string.Concat(Enumerable.Repeat("> ", 100)) + "diep");

        Assert.Equal(24, html.Split("<blockquote>").Length - 1);
        Assert.Contains("diep", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", 1_500, true)]
    [InlineData("[", 1_501, false)]
    [InlineData("*_", 750, true)]
    [InlineData("*_", 751, false)]
    public void A_text_with_too_many_marks_is_shown_as_it_was_written(string mark, int times, bool isRead)
    {
        var source = string.Concat(Enumerable.Repeat(mark, times)) + "\n\n@gemeente:GM0344";

        Assert.Equal(isRead ? 1 : 0, Mentions.In(source).Municipalities.Count);
    }

    [Fact]
    public void A_text_too_deep_or_too_long_to_read_is_shown_as_it_was_written()
    {
        var deep = string.Concat(Enumerable.Repeat("> ", 1_000)) + "<b>";
        var longer = new string('*', Markdown.Longest) + "<b>\n";

        Assert.StartsWith("<p>&gt; &gt; ", Markdown.Render(deep), StringComparison.Ordinal);
        Assert.EndsWith("**&lt;b&gt;<br>\n</p>\n", Markdown.Render(longer), StringComparison.Ordinal);
        Assert.Equal(deep, Markdown.PlainText(deep));
        Assert.Empty(Mentions.In(deep + "\n\n@gemeente:GM0344").Municipalities);
    }

    private static string Repeated(string part) =>
        string.Concat(Enumerable.Repeat(part, Markdown.Longest / part.Length));
}
