using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>Who stays in doubt beside sums that are told.</summary>
public sealed class FreedomTests
{
    [Fact]
    public void One_with_a_rare_value_among_many_is_in_doubt()
    {
        // Four of each content from 0 to 24, and one elsewhere with 49.5, which is 24.5 to 49.5 from them: anyone of
        // them could have it instead. Amounts that more pairs differ by, 10 to 21, lead nowhere from there.
        var members = Enumerable.Range(0, 100).Select(i => Member(i, content: i / 4))
            .Append(Member(100, content: 49.5m) with { VeiligThuis = "VT02" }).ToList();

        var shown = ShownCells.Of(members, ["one"], []);

        Assert.True(shown.Shows(FigureKind.Parts, Group.Country, "one"));
    }

    private static Participant Member(int number, decimal content)
    {
        (int Anchoring, int Reach)[] levels = [(0, 0), (5, 10), (15, 15), (25, 25)];
        var (anchoring, reach) = levels[number % 4];
        return new Participant(
            $"GM{number:0000}", "UNDER_25K", "VT01",
            new Dictionary<string, ObjectiveScore> { ["one"] = new(anchoring, content, reach, Band.Orange) },
            Generated: true);
    }
}
