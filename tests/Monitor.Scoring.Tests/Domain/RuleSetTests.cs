using System.Text.Json;
using Monitor.Scoring.Domain;
using Monitor.Testing;

namespace Monitor.Scoring.Tests.Domain;

public sealed class RuleSetTests
{
    [Theory]
    [InlineData("\"in-policy\": 15", "\"in-policy\": 16", "do not add up to 25")]
    [InlineData("\"maximum\": 50", "\"maximum\": 60", "add up to 110, not 100")]
    [InlineData("\"part\": \"REACH\"", "\"part\": \"CONTENT\"", "each part once")]
    [InlineData("\"redBelow\": 25", "\"redBelow\": 80", "norms")]
    [InlineData("\"answeredBy\": \"policy\",", "", "answeredBy")]
    public void Rules_that_contradict_themselves_are_refused(string from, string to, string says)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Seeds, "rulesets/child-abuse-1.json"));
        Assert.Contains(from, text, StringComparison.Ordinal);

        var refused = Assert.Throws<JsonException>(
            () => RuleSet.Parse(text.Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_refused_for_a_questionnaire_that_they_do_not_name() =>
        Assert.Throws<ArgumentException>(
            () => new Scorer(Seeds.Rules with { Questionnaires = ["child-abuse-2014"] }, Seeds.Questionnaire));
}
