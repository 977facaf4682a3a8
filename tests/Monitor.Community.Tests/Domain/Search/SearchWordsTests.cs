using Monitor.Community.Domain;

namespace Monitor.Community.Tests.Domain.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("meldcode", "", "meldcode")]
    [InlineData("  huiselijk geweld ", "huiselijk", "geweld")]
    [InlineData("de au", "de au", null)]
    [InlineData("\"eerst bellen\" dan", "\"eerst bellen\"", "dan")]
    [InlineData("dan \"eerst bellen\"", "dan \"eerst bellen\"", null)]
    [InlineData("training -acteur", "training -acteur", null)]
    [InlineData("training -\"met acteur\"", "training -\"met acteur\"", null)]
    [InlineData("preventie?", "preventie", null)]
    [InlineData("zorg & veilig | !thuis <-> (nu):*", "zorg veilig thuis nu", null)]
    [InlineData("vt or politie", "vt", "politie")]
    [InlineData("o'reilly \\ 'x' --", "o reilly x", null)]
    [InlineData("\"half", "", "half")]
    [InlineData("foto's scholen", "foto", "scholen")]
    [InlineData("één kindermishandeling", "één", "kindermishandeling")]
    public void What_was_typed_becomes_words_without_signs(string typed, string complete, string? beginning)
    {
        var search = SearchWords.Of(typed);

        Assert.Equal(complete, search.Complete);
        Assert.Equal(beginning, search.Beginning);
    }

    [Fact]
    public void Words_that_are_shut_out_are_not_among_those_looked_for() =>
        Assert.Equal(["training", "voor", "scholen"], SearchWords.Of("training -acteur \"voor scholen\"").Words);

    [Theory]
    [InlineData("", "QUERY_LENGTH")]
    [InlineData("   ", "QUERY_LENGTH")]
    [InlineData("a\0b", "NOT_PLAIN_TEXT")]
    [InlineData("a\nb", "NOT_PLAIN_TEXT")]
    public void What_cannot_be_looked_for_has_a_code(string typed, string code) => Refused(code, typed);

    [Fact]
    public void Half_a_character_is_refused() => Refused("NOT_PLAIN_TEXT", "a\ud800");

    [Fact]
    public void Length_and_number_of_words_have_their_limits()
    {
        Assert.Equal(200, SearchWords.Of(new string('x', 200)).Text.Length);
        Assert.Equal(20, SearchWords.Of(string.Join(' ', Enumerable.Repeat("abc", 20))).Words.Count);
        Refused("QUERY_LENGTH", new string('x', 201));
        Refused("QUERY_LENGTH", string.Join(' ', Enumerable.Repeat("abc", 21)));
        Refused("QUERY_LENGTH", string.Join(' ', Enumerable.Repeat("abc", 10_000)));
        Refused("QUERY_LENGTH", "\"" + string.Join(' ', Enumerable.Repeat("a", 21)) + "\"");
    }

    private static void Refused(string code, string typed) =>
        Assert.Equal(code, Assert.Throws<ClientException>(() => SearchWords.Of(typed)).Code);
}
