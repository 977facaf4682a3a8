using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>Whether the country's mean of those that answered two rounds is shown, by hand.</summary>
public sealed class PanelDecisionTests
{
    private const string Objective = "one";

    // One place: 40 took part now, 20 of them then.
    [Fact]
    public void Twenty_of_forty_that_differ_are_shown_in_total_only()
    {
        var shown = Shown(Then(20));

        Assert.True(shown.Shows(FigureKind.Panel, Group.Country, Objective, 2014));
        Assert.False(shown.Shows(FigureKind.PanelParts, Group.Country, Objective, 2014));
        Assert.False(shown.Shows(FigureKind.Panel, Group.SizeClasses[0], Objective, 2014));
    }

    [Theory]
    [InlineData(19, false)] // one less than the least in a panel
    [InlineData(21, false)] // 19 remain
    [InlineData(37, false)] // three remain
    [InlineData(40, true)] // nobody remains: the country itself
    public void The_panel_and_who_remains_are_twenty_or_nobody(int both, bool isShown) =>
        Assert.Equal(isShown, Shown(Then(both)).Shows(FigureKind.Panel, Group.Country, Objective, 2014));

    [Fact]
    public void A_panel_that_is_a_class_but_for_eight_is_hidden()
    {
        // 24 of the small and none of the large but 8: the panel less the shown small class is about those.
        Assert.False(ShownAcross(8));
        Assert.True(ShownAcross(9));
    }

    [Fact]
    public void Known_ones_count_on_no_side()
    {
        var shown = Shown(Then(20), known: ["GM0000"]);

        Assert.False(shown.Shows(FigureKind.Panel, Group.Country, Objective, 2014));
    }

    [Fact]
    public void A_panel_of_those_that_are_all_alike_is_hidden()
    {
        var shown = Shown(Then(20), alike: 20);

        Assert.False(shown.Shows(FigureKind.Panel, Group.Country, Objective, 2014));
    }

    [Fact]
    public void Of_several_rounds_only_the_latest_is_compared_with()
    {
        var shown = Shown([Then(20, 2011), Then(20)]);

        Assert.True(shown.Shows(FigureKind.Panel, Group.Country, Objective, 2014));
        Assert.False(shown.Shows(FigureKind.Panel, Group.Country, Objective, 2011));
    }

    [Fact]
    public void A_round_is_in_one_panel_only_and_in_its_first_edition()
    {
        Assert.False(Shows(Then(20) with { IsInPanel = true }));
        Assert.False(Shows(Then(20) with { Release = "2014-2" }));
        Assert.False(Shows(Then(20) with { Shown = null }));

        static bool Shows(EarlierRound then) =>
            Shown(then).Shows(FigureKind.Panel, Group.Country, Objective, 2014);
    }

    private static bool ShownAcross(int large)
    {
        List<Participant> now =
        [
            .. Enumerable.Range(0, 24).Select(i => Taking(i, i)),
            .. Enumerable.Range(24, 40).Select(i => Taking(i, i) with { SizeClass = "OVER_100K" }),
        ];
        return Shown([Then(24 + large, of: now)], now)
            .Shows(FigureKind.Panel, Group.Country, Objective, 2014);
    }

    private static ShownCells Shown(EarlierRound then, string[]? known = null, int alike = 0) =>
        Shown([then], [.. Enumerable.Range(0, 40).Select(i => Taking(i, i < alike ? 0 : i))], known);

    private static ShownCells Shown(
        IReadOnlyList<EarlierRound> earlier, IReadOnlyList<Participant>? now = null, string[]? known = null) =>
        ShownCells.Of(new ReleaseCase(
            now ?? [.. Enumerable.Range(0, 40).Select(i => Taking(i, i))], [Objective], Group.SizeClasses)
        {
            Earlier = earlier,
            Known = (known ?? []).ToHashSet(),
        });

    // Of then only the country is shown, and nobody else took part.
    private static EarlierRound Then(int count, int year = 2014, IReadOnlyList<Participant>? of = null) => new(
        year,
        $"{year}-1",
        [
            .. (of ?? [.. Enumerable.Range(0, count).Select(i => Taking(i, i))]).Take(count)
                .Select(p => new ReleaseMember(
                    $"{year}-1", p.Municipality, p.SizeClass, p.VeiligThuis,
                    p.Scores.ToDictionary(
                        s => s.Key, s => new MemberScore(s.Value.Anchoring, s.Value.Content, s.Value.Reach)))),
        ])
    {
        Shown = [(FigureKind.Parts, Group.Country, Objective), (FigureKind.Numbers, Group.Country, Objective)],
    };

    /// <summary>Four levels in turn, a fifth and more apart in every part.</summary>
    private static Participant Taking(int number, int level)
    {
        (int A, int C, int R)[] levels = [(0, 0, 0), (5, 15, 10), (15, 30, 15), (25, 50, 25)];
        var (a, c, r) = levels[level % 4];
        return new Participant(
            $"GM{number:0000}", "UNDER_25K", "VT01",
            new Dictionary<string, ObjectiveScore> { [Objective] = new(a, c, r, Band.Orange) },
            Generated: true);
    }
}
