using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

public sealed class MeasureUseTests
{
    private const string Small = "UNDER_25K";
    private const string Large = "OVER_100K";

    private static readonly Objective Objective = new("o",
    [
        new Question("o.policy", "policy", Part.Anchoring, "Beleid"),
        new Question("o.content-1", "content-1", Part.Content, "Inhoud")
        {
            Options =
            [
                new Option("none", "(geen)") { Exclusive = true },
                new Option("campaign", "Campagne"),
                new Option("training", "Scholing"),
                new Option("other", "Anders") { TakesText = true },
            ],
        },
    ]);

    [Theory]
    [InlineData(new[] { 90, 80, 70, 60, 50, 40, 35, 30, 25, 20, 15, 10 }, 40)] // six and six
    [InlineData(new[] { 90, 80, 70, 60, 50, 40, 40, 40, 40, 40, 40, 10 }, null)] // equal ones are never parted
    [InlineData(new[] { 90, 80, 70, 60, 50, 40, 40, 30, 29, 28, 27, 26, 25 }, 40)] // seven and six
    [InlineData(new[] { 90, 80, 70, 60, 50, 40, 35, 30, 25, 20, 15 }, null)] // eleven: one half would have five
    [InlineData(new int[0], null)]
    public void The_line_lies_nearest_to_the_middle_with_six_on_both_sides(int[] totals, int? least) =>
        Assert.Equal(least, (int?)UpperHalf.LeastTotal(totals.Select(t => (decimal)t)));

    [Fact]
    public void High_scorers_are_counted_to_5_and_rare_measures_not_at_all()
    {
        // 26 small ones: 13 are the upper half. 12 of these campaign and 2 train; of the others 6 campaign and 8 train.
        var respondents = Enumerable.Range(0, 26).Select(i => Of(
            Small,
            100 - (i * 4),
            [.. Ticks("campaign", i < 12 || i >= 20), .. Ticks("training", i is 0 or 1 or >= 18)]));

        var use = Use([.. respondents], Small);

        Assert.Equal(10, use.Of);
        Assert.Null(use.Reason);
        Assert.Equal([new MeasureCount("o.content-1", "campaign", 10)], use.Measures);
    }

    [Fact]
    public void None_of_these_and_something_else_are_no_measures()
    {
        var respondents = Enumerable.Range(0, 40).Select(i => Of(
            Small, 100 - i, [.. Ticks("none", i % 2 == 0), .. Ticks("other", i % 2 == 1)]));

        Assert.Empty(Use([.. respondents], Small).Measures);
    }

    [Fact]
    public void A_class_that_is_not_shown_or_has_fewer_than_12_gives_one_and_the_same_reason()
    {
        var respondents = Enumerable.Range(0, 11).Select(i => Of(Large, 100 - i, Ticks("campaign", i % 2 == 0)))
            .Concat(Enumerable.Range(0, 30).Select(i => Of(Small, 100 - i, Ticks("campaign", i % 2 == 0)))).ToList();

        var all = All(respondents, Large, generated: true);

        Assert.Equal(4, all.Count);
        Assert.All(all, use => Assert.Equal(
            (null, SuppressionReason.TooFew, 0, true), (use.Of, use.Reason, use.Measures.Count, use.Generated)));
    }

    [Theory]
    // Half of 8; everyone in it ticks: said is 5, as for three.
    [InlineData(8, 8, 20, 40, 5)]
    [InlineData(8, 3, 20, 40, 5)]
    [InlineData(8, 2, 20, 40, null)]
    // Half of 10: eight and more are 10.
    [InlineData(10, 8, 20, 40, 10)]
    [InlineData(10, 7, 20, 40, 5)]
    // Five others tick it: whoever subtracts knows too much. Six may be.
    [InlineData(10, 8, 13, 40, null)]
    [InlineData(10, 8, 14, 40, 10)]
    // Five others do not.
    [InlineData(10, 8, 33, 40, null)]
    [InlineData(10, 8, 32, 40, 10)]
    // Seven in the country.
    [InlineData(10, 1, 7, 40, null)]
    public void A_count_is_given_when_it_leaves_everyone_open(
        int size, int ticking, int inCountry, int respondents, int? count) =>
        Assert.Equal([count], MeasureDisclosure.Counts([new HalfCount(size, ticking)], inCountry, respondents));

    [Fact]
    public void One_half_that_would_tell_hides_the_measure_in_all() =>
        // 24 tick it in the country, 8 and 11 of them in the halves: five others.
        Assert.Equal(
            [null, null], MeasureDisclosure.Counts([new HalfCount(10, 8), new HalfCount(20, 11)], 24, 100));

    private static MeasureUse Use(IReadOnlyList<Answered> respondents, string sizeClass) =>
        All(respondents, sizeClass, generated: false).Single(u => u.SizeClass == sizeClass);

    /// <summary>As a release counts them, where one size class is shown.</summary>
    private static IReadOnlyList<MeasureUse> All(IReadOnlyList<Answered> respondents, string shown, bool generated)
    {
        var tally = new MeasureUseTally(
            Objective,
            [.. respondents.Select(r => ((string?)r.SizeClass, (decimal?)r.Total))],
            new HashSet<string> { shown },
            generated);
        foreach (var (place, respondent) in respondents.Index())
        {
            tally.Add(place, new Dictionary<string, IReadOnlyList<string>> { ["o.content-1"] = respondent.Ticked });
        }

        return tally.Shown();
    }

    private static Answered Of(string sizeClass, int total, IReadOnlyList<string> ticked) =>
        new(sizeClass, total, ticked);

    private static string[] Ticks(string option, bool ticked) => ticked ? [option] : [];

    /// <summary>One that answered the objective: its total there, and what it ticked.</summary>
    private sealed record Answered(string SizeClass, int Total, IReadOnlyList<string> Ticked);
}
