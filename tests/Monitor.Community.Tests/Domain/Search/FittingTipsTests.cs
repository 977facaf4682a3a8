using Monitor.Community.Domain;

namespace Monitor.Community.Tests.Domain.Search;

public sealed class FittingTipsTests
{
    private const string Mid = "FROM_25K_TO_50K";
    private const string Large = "OVER_250K";
    private static readonly DateTimeOffset Day = new(2018, 3, 1, 0, 0, 0, TimeSpan.Zero);

    // Ten of the smallest size and of the middle one, ten of 100,000 to 250,000, and four of the largest.
    private static readonly Crowd Municipalities = new(
    [
        .. new[] { ("UNDER_25K", 10), (Mid, 10), ("FROM_50K_TO_100K", 10), ("FROM_100K_TO_250K", 10), (Large, 4) }
            .SelectMany(size => Enumerable.Range(0, size.Item2).Select(n =>
                new CrowdMunicipality($"{size.Item1}{n}", size.Item1, Day.AddYears(-1), []))),
    ]);

    [Fact]
    public void The_readers_size_comes_first_then_what_is_useful_then_what_is_new() =>
        Assert.Equal(
            [
                (1, Fit.SameSize), (2, Fit.SameSize), (3, Fit.SameSize), (4, Fit.Useful), (5, Fit.Useful), (6, Fit.New),
                (7, Fit.New),
            ],
            Order(
                Mid,
                Tip(7, null, 0, day: 1),
                Tip(6, "UNDER_25K", 0, day: 2),
                Tip(5, "UNDER_25K", 2, day: 1),
                Tip(4, Large, 3, day: 1),
                Tip(3, Mid, 0, day: 1),
                Tip(2, Mid, 0, day: 2),
                Tip(1, Mid, 1, day: 1)));

    // The label of both is "100.000 inwoners of meer": more is told to nobody.
    [Fact]
    public void An_anonymous_author_of_a_size_too_few_have_counts_as_what_the_label_says()
    {
        var tips = new[] { Tip(1, "FROM_100K_TO_250K", 5, day: 1), Tip(2, Large, 0, day: 1) };

        Assert.Equal([(1, Fit.SameSize), (2, Fit.SameSize)], Order(Large, tips));
        Assert.Equal([(1, Fit.SameSize), (2, Fit.SameSize)], Order("FROM_100K_TO_250K", tips));
    }

    [Fact]
    public void An_author_who_is_shown_counts_as_the_municipality_that_is_shown() =>
        Assert.Equal(
            [(2, Fit.SameSize), (1, Fit.Useful)],
            Order(
                Large,
                Tip(1, "FROM_100K_TO_250K", 5, day: 1, ShownAs.Municipality),
                Tip(2, Large, 0, day: 1, ShownAs.Municipality)));

    [Fact]
    public void Without_a_municipality_no_size_counts() =>
        Assert.Equal([(2, Fit.Useful), (1, Fit.New)], Order(null, Tip(1, Mid, 0, day: 2), Tip(2, Mid, 1, day: 1)));

    [Fact]
    public void No_more_than_asked_for_come() =>
        Assert.Single(FittingTips.Of([Tip(1, Mid, 0, 1), Tip(2, Mid, 0, 2)], Mid, Municipalities, 1));

    private static IEnumerable<(int, Fit)> Order(string? sizeClass, params TipCandidate[] tips) =>
        FittingTips.Of(tips, sizeClass, Municipalities, 20).Select(tip => (tip.Id.ToByteArray()[0] + 0, tip.Fit));

    private static TipCandidate Tip(
        byte number, string? sizeClass, int useful, int day, ShownAs shownAs = ShownAs.Anonymous) => new(
            new Guid(number, 0, 0, new byte[8]),
            "child-abuse-1",
            new Authorship(Guid.NewGuid(), "GM0001", sizeClass, shownAs, null, Day.AddDays(day)),
            useful);
}
