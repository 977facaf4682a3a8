using Monitor.Community.Domain;

namespace Monitor.Community.Tests.Domain.Search;

public sealed class ExcerptTests
{
    [Fact]
    public void A_short_text_is_shown_whole() => Assert.Equal("Kort en goed.", Excerpt.Of("Kort en goed.", ["goed"]));

    [Fact]
    public void Of_a_long_text_the_part_around_the_first_word_found_is_shown()
    {
        var text = string.Concat(Enumerable.Repeat("voor ", 100)) + "de crèche " + string.Concat(
            Enumerable.Repeat("na ", 400));

        var shown = Excerpt.Of(text, ["afwezig", "CRECHES"]);

        Assert.StartsWith("… voor voor ", shown, StringComparison.Ordinal);
        Assert.Contains(" de crèche na ", shown, StringComparison.Ordinal);
        Assert.EndsWith(" na …", shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 500, 604);
    }

    [Fact]
    public void Where_no_word_is_found_the_beginning_is_shown() =>
        Assert.Equal(
            "a " + string.Concat(Enumerable.Repeat("bc ", 199)).TrimEnd() + " …",
            Excerpt.Of("a " + string.Concat(Enumerable.Repeat("bc ", 400)), ["zorg"]));

    [Fact]
    public void A_text_without_spaces_is_cut() =>
        Assert.Equal(600 + 2, Excerpt.Of(new string('x', 5_000), ["zorg"]).Length);

    [Fact]
    public void Marked_words_become_elements_and_the_rest_is_escaped() =>
        Assert.Equal("&lt;b&gt; <mark>zorg</mark> &amp;", Marked.Html("<b> \u0001zorg\u0002 &"));
}
