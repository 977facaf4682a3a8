using Monitor.Community.Domain;

namespace Monitor.Community.Tests.Domain.Text;

public sealed class MentionsTests
{
    [Fact]
    public void Municipalities_and_authors_are_called_once_each_in_the_order_of_the_text()
    {
        var mentions = Mentions.In("@gemeente:GM0344, @auteur:cmVwbHk6MQ. En *@gemeente:GM0014* en @gemeente:GM0344!");

        Assert.Equal(["GM0344", "GM0014"], mentions.Municipalities);
        Assert.Equal(["cmVwbHk6MQ"], mentions.Contributions);
    }

    [Theory]
    [InlineData("`@gemeente:GM0344`")]
    [InlineData("```\n@gemeente:GM0344\n```")]
    [InlineData("> @gemeente:GM0344")]
    [InlineData("> - diep *@auteur:a*")]
    [InlineData("[[gemeente:GM0344]]")]
    [InlineData("post@gemeente:GM0344")]
    [InlineData("\\@gemeente:GM0344")]
    [InlineData("@lid:jan")]
    public void Code_quotations_and_links_call_nobody(string source)
    {
        var mentions = Mentions.In(source);

        Assert.Empty(mentions.Municipalities);
        Assert.Empty(mentions.Contributions);
    }

    [Fact]
    public void No_more_than_ten_are_called()
    {
        var mentions = Mentions.In(string.Join(' ', Enumerable.Range(1000, 30).Select(n => $"@gemeente:GM{n}")));

        Assert.Equal(10, mentions.Municipalities.Count);
        Assert.Equal("GM1009", mentions.Municipalities[^1]);
    }
}
