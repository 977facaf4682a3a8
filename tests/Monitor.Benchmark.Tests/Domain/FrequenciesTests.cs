using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

public sealed class FrequenciesTests
{
    private static readonly Objective Objective = new("one",
    [
        new Question("one.policy", "policy", Part.Anchoring, "In beleid?")
        {
            Options = [new Option("in-policy", "Ja"), new Option("not-in-policy", "Nee")],
        },
        new Question("one.content-1", "content-1", Part.Content, "Maatregelen")
        {
            Options = [new Option("none", "Geen"), new Option("course", "Cursus")],
        },
        new Question("one.own-measure", "own-measure", Part.Content, "Eigen maatregel"),
    ]);

    [Fact]
    public void Options_are_counted_and_shared_over_those_who_answered_the_objective()
    {
        // 8 answered, 3 in policy: 37.5 % becomes 38. 5 took the course: 62.5 % becomes 63.
        var sheets = Enumerable.Range(0, 8)
            .Select(i => Sheet(i < 3 ? "in-policy" : "not-in-policy", i < 5 ? "course" : null))
            .Append(Sheet(policy: null, measure: "course"));

        var frequencies = ObjectiveFrequencies.Of(Objective, sheets, generated: false);

        Assert.Equal((8, (SuppressionReason?)null), (frequencies.Respondents, frequencies.Reason));
        Assert.Equal(new Frequency(3, 38), frequencies.InPolicy);
        var question = Assert.Single(frequencies.Questions); // a text is not counted
        Assert.Equal("Maatregelen", question.Label);
        Assert.Equal(
            [new OptionFrequency("none", "Geen", 0, 0), new OptionFrequency("course", "Cursus", 5, 63)],
            question.Options);
    }

    [Fact]
    public void Under_6_respondents_nothing_is_counted()
    {
        var frequencies = ObjectiveFrequencies.Of(
            Objective, Enumerable.Range(0, 5).Select(_ => Sheet("in-policy", "course")), generated: true);

        Assert.Equal(((int?)null, SuppressionReason.TooFew), (frequencies.Respondents, frequencies.Reason));
        Assert.Null(frequencies.InPolicy);
        Assert.Empty(frequencies.Questions);
    }

    private static Dictionary<string, IReadOnlyList<string>> Sheet(string? policy, string? measure)
    {
        var sheet = new Dictionary<string, IReadOnlyList<string>>();
        if (policy is not null)
        {
            sheet["one.policy"] = [policy];
        }

        if (measure is not null)
        {
            sheet["one.content-1"] = [measure];
        }

        return sheet;
    }
}
