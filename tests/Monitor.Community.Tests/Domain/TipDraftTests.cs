using Monitor.Community.Domain;

namespace Monitor.Community.Tests.Domain;

public sealed class TipDraftTests
{
    private const string Text = "Spreek af wie wanneer belt.";

    [Fact]
    public void Space_around_the_texts_is_dropped_and_line_ends_are_one_kind()
    {
        var draft = TipDraft.Of("child-abuse-1", "  Spreek af \n", " Eerst bellen.\r\nDan schrijven. ", true);

        Assert.Equal("Spreek af", draft.Title);
        Assert.Equal("Eerst bellen.\nDan schrijven.", draft.Text);
    }

    [Theory]
    [InlineData(4, 10)]
    [InlineData(120, 4_000)]
    public void Texts_fit_at_both_limits(int title, int text) =>
        Assert.Equal(text, TipDraft.Of("o", new string('t', title), new string('x', text), true).Text.Length);

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

    private static void Refused(string code, string title, string text) =>
        Assert.Equal(code, Assert.Throws<ClientException>(() => TipDraft.Of("o", title, text, true)).Code);
}
