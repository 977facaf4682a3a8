using Monitor.Community.Domain;

namespace Monitor.Community.Tests.Domain;

public sealed class TopicContentTests
{
    private const string Text = "Spreek af wie wanneer belt.";

    [Fact]
    public void Space_around_the_texts_is_dropped_and_line_ends_are_one_kind()
    {
        var draft = Tip("  Spreek af \n", " Eerst bellen.\r\nDan schrijven. ");

        Assert.Equal("Spreek af", draft.Title);
        Assert.Equal("Eerst bellen.\nDan schrijven.", draft.Text);
    }

    [Theory]
    [InlineData(4, 10)]
    [InlineData(120, 4_000)]
    public void Texts_fit_at_both_limits(int title, int text) =>
        Assert.Equal(text, Tip(new string('t', title), new string('x', text)).Text.Length);

    [Theory]
    [InlineData(3)]
    [InlineData(121)]
    public void A_title_beyond_its_limits_is_refused(int length) =>
        Refused("TITLE_LENGTH", new string('t', length), Text);

    [Theory]
    [InlineData(9)]
    [InlineData(4_001)]
    public void A_text_beyond_its_limits_is_refused(int length) =>
        Refused("TEXT_LENGTH", "Spreek af", new string('x', length));

    [Theory]
    [InlineData('\0')]
    [InlineData('\u001b')]
    [InlineData('\ud800')]
    [InlineData('\udc00')]
    public void Text_that_cannot_be_stored_or_shown_is_refused(char unit)
    {
        Refused("NOT_PLAIN_TEXT", $"Spreek{unit}af", Text);
        Refused("NOT_PLAIN_TEXT", "Spreek af", $"{Text}{unit}{Text}");
    }

    [Fact]
    public void A_title_of_two_lines_is_refused() => Refused("NOT_PLAIN_TEXT", "Spreek\naf", Text);

    [Fact]
    public void Other_topics_may_be_longer_than_a_tip()
    {
        var text = new string('x', 20_000);

        Assert.Equal(20_000, TopicContent.Of(TopicKind.Discussion, new TopicWords("Spreek af", text)).Text.Length);
        Code("TEXT_LENGTH", TopicKind.News, new TopicWords("Spreek af", text + "x"));
    }

    [Fact]
    public void Only_a_tip_has_the_parts_of_one()
    {
        var words = new TopicWords("Spreek af", Text, Did: "Gebeld", Brought: "", Costs: " ", Contact: null);

        var tip = TopicContent.Of(TopicKind.Tip, words);

        Assert.Equal("Gebeld", tip.Did);
        Assert.Null(tip.Brought);
        Assert.Null(tip.Costs);
        Code("WRONG_KIND", TopicKind.Question, words);
        Code("PART_LENGTH", TopicKind.Tip, words with { Costs = new string('x', 1_001) });
        Code("PART_LENGTH", TopicKind.Tip, words with { Contact = new string('x', 301) });
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//voorbeeld.nl")]
    [InlineData("rapport.pdf")]
    public void A_link_leads_to_the_web_or_to_mail_only(string url) =>
        Code("BAD_LINK", TopicKind.Tip, new TopicWords("Spreek af", Text, Links: [new Link("Rapport", url)]));

    [Fact]
    public void Links_and_addresses_are_counted()
    {
        var eleven = Enumerable.Range(0, 11).Select(n => new Link("Rapport", $"https://voorbeeld.nl/{n}")).ToList();
        var two = TopicContent.Of(
            TopicKind.Tip, new TopicWords("Spreek af", "Zie https://a.example en [b](HTTP://b.example)."));

        Code("TOO_MANY_LINKS", TopicKind.Tip, new TopicWords("Spreek af", Text, Links: eleven));
        two.RequireAddresses(2);
        Assert.Equal("TOO_MANY_LINKS", Assert.Throws<ClientException>(() => two.RequireAddresses(1)).Code);
    }

    [Fact]
    public void Measures_are_ids() =>
        Code("BAD_MEASURES", TopicKind.Tip, new TopicWords("Spreek af", Text, Measures: ["geen id!"]));

    private static void Refused(string code, string title, string text) =>
        Code(code, TopicKind.Tip, new TopicWords(title, text));

    private static void Code(string code, TopicKind kind, TopicWords words) =>
        Assert.Equal(code, Assert.Throws<ClientException>(() => TopicContent.Of(kind, words)).Code);

    private static TopicContent Tip(string title, string text) =>
        TopicContent.Of(TopicKind.Tip, new TopicWords(title, text));
}
