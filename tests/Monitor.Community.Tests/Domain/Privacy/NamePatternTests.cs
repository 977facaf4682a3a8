using Monitor.Community.Domain;

namespace Monitor.Community.Tests.Domain.Privacy;

/// <summary>What is looked for; what it finds, PostgreSQL says: <c>NamesInTextsTests</c>.</summary>
public sealed class NamePatternTests
{
    [Fact]
    public void A_name_is_looked_for_whole_whatever_stands_between_its_words() =>
        Assert.Equal(
            @"(?<![[:alnum:]])(?:Anne\s+de\s+Boer\-Bos|a\.de\.boer\@zwolle\.example)(?![[:alnum:]])",
            NamePattern.Of(["Anne  de Boer-Bos", "a.de.boer@zwolle.example"]));

    [Fact]
    public void What_means_something_in_a_pattern_means_itself() =>
        Assert.Equal(
            @"(?<![[:alnum:]])(?:J\.\*\s+\(Jan\)\|Piet)(?![[:alnum:]])", NamePattern.Of(["J.* (Jan)|Piet"]));

    [Theory]
    [InlineData("Jan")]
    [InlineData("  Jan ")]
    [InlineData("")]
    public void A_name_of_one_word_tells_nobody_apart(string name) => Assert.Null(NamePattern.Of([name]));

    [Fact]
    public void Of_several_those_that_tell_are_looked_for() =>
        Assert.Equal(@"(?<![[:alnum:]])(?:Jan\s+Bos)(?![[:alnum:]])", NamePattern.Of(["Jan", "Jan Bos"]));
}
