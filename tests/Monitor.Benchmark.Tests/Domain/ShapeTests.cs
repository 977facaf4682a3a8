using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>Median, quartiles, bands and tenths of any combination of parts, worked out by hand.</summary>
public sealed class ShapeTests
{
    private static readonly Norms Norms = new(RedBelow: 25, GreenAbove: 75);
    private static readonly Components Content = Components.Of([Component.Content]);

    [Fact]
    public void Quartiles_lie_between_two_scores_in_proportion()
    {
        // 5, 10, … 50: a quarter of the way is place 2.25 of 0 to 9, so 15 and a quarter of 5; the median 27.5.
        var shape = Shape([.. Enumerable.Range(1, 10).Select(i => 5L * i)], 50);

        Assert.Equal((16, 28, 39), (shape.LowerQuartile, shape.Median, shape.UpperQuartile));
    }

    [Fact]
    public void Quartiles_of_five_scores_are_scores()
    {
        var shape = Shape([0, 10, 20, 30, 40], 50);

        Assert.Equal((10, 20, 30), (shape.LowerQuartile, shape.Median, shape.UpperQuartile));
    }

    [Fact]
    public void Bands_are_by_norms_in_percents_of_the_maximum()
    {
        // Of 50 points red is below 12.5 and green above 37.5; of 100 below 25 and above 75.
        long[] scores = [.. Enumerable.Range(1, 10).Select(i => 5L * i)];

        Assert.Equal([2, 5, 3], Shape(scores, 50).Bands);
        Assert.Equal([4, 6, 0], Shape(scores, 100).Bands);
    }

    [Theory]
    [InlineData(100, 25, 0, 1, 0)]
    [InlineData(100, 75, 0, 1, 0)]
    [InlineData(100, 24, 1, 0, 0)]
    [InlineData(100, 76, 0, 0, 1)]
    public void The_norms_themselves_are_orange(int maximum, long score, int red, int orange, int green) =>
        Assert.Equal([red, orange, green], Shape([score], maximum).Bands);

    [Fact]
    public void The_last_tenth_holds_the_maximum()
    {
        // Tenths of 5 points: 5 is in the second, 45 and 50 in the last.
        var shape = Shape([0, 4, 5, 9, 10, 44, 45, 50], 50);

        Assert.Equal([2, 2, 1, 0, 0, 0, 0, 0, 1, 2], shape.Tenths);
    }

    [Fact]
    public void Counts_are_as_they_are_shown()
    {
        var shape = new ShapeOfCell(Norms, 100, 1).Of(
            [0, 0, 0, 50, 50, 50, 50], withTenths: false, exact => exact * 10);

        Assert.Equal([30, 40, 0], shape.Bands);
        Assert.Null(shape.Tenths);
    }

    [Fact]
    public void A_combination_has_a_maximum_and_bands_of_its_own()
    {
        // Anchoring 15 or 25, content 0 or 20, reach 20 or 25, half of the time each: means 20, 10 and 22.5. Content
        // has 20 percent and is red; anchoring and reach have 42.5 of 50 and are green; all have 52.5 and are orange.
        var cells = Cells(
        [
            .. Enumerable.Range(0, 40).Select(i => Taking(
                i, i % 2 == 0 ? 15 : 25, i / 2 % 2 == 0 ? 0 : 20, i / 4 % 2 == 0 ? 20 : 25)),
        ]);
        var country = cells.Where(c => c.Group == Group.Country && c.Objective == "one")
            .ToDictionary(c => c.Components, c => (c.Mean, c.Band));

        Assert.Equal(7, country.Count);
        Assert.Equal((10, Band.Red), country[Content]);
        Assert.Equal((43, Band.Green), country[Components.Of([Component.Anchoring, Component.Reach])]);
        Assert.Equal((53, Band.Orange), country[Components.All]);
        Assert.Equal(50, Components.Of([Component.Anchoring, Component.Reach]).Maximum);
    }

    [Fact]
    public void An_average_is_over_the_objectives_that_each_answered()
    {
        // Two answer both with 25 and 26 (25.5), one the first only with 25.
        var mean = MeanOfAverages(
        [
            Taking(0, 25, 0, 0, other: new ObjectiveScore(25, 1, 0, Band.Orange)),
            Taking(1, 25, 0, 0, other: new ObjectiveScore(25, 1, 0, Band.Orange)),
            Taking(2, 25, 0, 0),
        ]);

        Assert.Equal(76m / 3, mean);
    }

    [Fact]
    public void Thirds_add_up_to_a_half_exactly() =>
        Assert.Equal(10.5m, MeanOfAverages([Three(0, 10, 10, 11), Three(1, 10, 11, 11)]));

    [Fact]
    public void Points_of_more_than_2_decimals_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => MeanOfAverages([Taking(0, 1.005m, 0, 0)]));

    private static decimal MeanOfAverages(IReadOnlyList<Participant> participants) => new GroupSums(
        new Memberships(participants, []), ScoreColumn.All(participants, ["one", "other", "third"])[^1])
        .Mean(group: 0, Components.All);

    private static ScoreShape Shape(long[] sorted, int maximum) =>
        new ShapeOfCell(Norms, maximum, unitsPerPoint: 1).Of(sorted, withTenths: true, exact => exact);

    private static IReadOnlyList<CellScore> Cells(IReadOnlyList<Participant> participants)
    {
        var facts = new RoundFacts(
            2017,
            new Questionnaire("form", [new Objective("one", [])]),
            "rules-1",
            Norms,
            participants,
            [new Group(GroupKind.VeiligThuis, "VT01", "Regio 1")]);
        return new Aggregation(facts, ReleaseComputation.Shown(facts)).All().Cells;
    }

    private static Participant Taking(
        int number, decimal anchoring, decimal content, decimal reach, ObjectiveScore? other = null)
    {
        var scores = new Dictionary<string, ObjectiveScore>
        {
            ["one"] = new(anchoring, content, reach, Band.Orange),
        };
        if (other is not null)
        {
            scores["other"] = other;
        }

        return new Participant($"GM{number:0000}", "UNDER_25K", "VT01", scores, Generated: true);
    }

    private static Participant Three(int number, decimal one, decimal other, decimal third) => new(
        $"GM{number:0000}",
        "UNDER_25K",
        "VT01",
        new Dictionary<string, ObjectiveScore>
        {
            ["one"] = new(one, 0, 0, Band.Red),
            ["other"] = new(other, 0, 0, Band.Red),
            ["third"] = new(third, 0, 0, Band.Red),
        },
        Generated: true);
}
