using Monitor.Community.Domain;

namespace Monitor.Community.Tests.Domain.Search;

public sealed class SpellingTests
{
    private static readonly HashSet<string> Known = ["meldcode", "training", "opvang", "zorg"];

    [Theory]
    [InlineData("meldkode", "meldcode")]
    [InlineData("meldcoed", "meldcode")]
    [InlineData("trainning", "training")]
    [InlineData("Opvagn zorg", "opvang zorg")]
    [InlineData("opvamg meldkode", "opvang meldcode")]
    public void Unknown_words_become_the_nearest_known_ones(string typed, string proposed) =>
        Assert.Equal(proposed, Spelling.Propose(SearchWords.Of(typed), Known));

    [Theory]
    [InlineData("meldcode training")]
    [InlineData("zrg")]
    [InlineData("fietsbel")]
    [InlineData("opv")]
    [InlineData("zoorgh")]
    public void What_is_known_or_like_nothing_known_stays(string typed) =>
        Assert.Null(Spelling.Propose(SearchWords.Of(typed), Known));
}
