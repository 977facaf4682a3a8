using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain.Disclosure;

/// <summary>
/// Leaks that two editions of a round would make together, each of them safe by itself. Who is in a place has all
/// points or none, one after the other, so that values alone tell of nobody.
/// </summary>
public sealed class EditionLeakTests
{
    private static readonly Group small = Group.OfSizeClass("UNDER_25K")!;
    private static readonly Group large = Group.OfSizeClass("OVER_250K")!;
    private static readonly Group first = new(GroupKind.VeiligThuis, "VT01", "Eén");
    private static readonly Group second = new(GroupKind.VeiligThuis, "VT02", "Twee");
    private static readonly Group third = new(GroupKind.VeiligThuis, "VT03", "Drie");
    private static readonly IReadOnlyList<Group> groups = [.. Group.SizeClasses, first, second, third];

    [Fact]
    public void A_region_that_an_edition_hid_for_three_stays_hidden_when_another_could_hide_them()
    {
        // Three are in no region, so the smallest region is hidden with them: the first one. Once 14 of the second left
        // that is the smallest. Both editions: the country less the first, second and third is the three.
        List<Participant> before = [.. Of(small, first, 8), .. Of(small, second, 20), .. Of(small, third, 30),
            .. Of(small, null, 3)];
        List<Participant> after = [.. before.Where(p => p.VeiligThuis != "VT02"),
            .. before.Where(p => p.VeiligThuis == "VT02").Take(6)];
        var earlier = Decide(after: before);
        Assert.Equal(
            [false, true, true], groups.TakeLast(3).Select(g => earlier.Shows(FigureKind.Numbers, g, "one")));
        Assert.True(Decide(after).Shows(FigureKind.Numbers, first, "one"));

        var later = Decide(after, before, earlier);

        Assert.False(later.Shows(FigureKind.Numbers, first, "one"));
        Assert.False(later.Shows(FigureKind.Numbers, first, null));
        Assert.True(later.Shows(FigureKind.Numbers, third, "one"));
        Assert.True(later.Shows(FigureKind.Numbers, Group.Country, "one"));
    }

    [Fact]
    public void What_those_that_left_took_along_does_not_tell_of_the_four_that_they_leave_in_their_region()
    {
        // The country before less the country after is the twelve; the region before less the twelve is the four.
        List<Participant> before = [.. Of(small, first, 12), .. Of(large, first, 4), .. Of(small, second, 30),
            .. Of(large, second, 30)];
        List<Participant> after = [.. before.Skip(12)];
        var earlier = Decide(after: before);
        Assert.True(earlier.Shows(FigureKind.Numbers, first, "one"));
        Assert.True(Decide(after).Shows(FigureKind.Numbers, Group.Country, "one"));

        var later = Decide(after, before, earlier);

        Assert.False(later.Shows(FigureKind.Numbers, Group.Country, "one"));
        Assert.False(later.Shows(FigureKind.Numbers, small, "one"));
    }

    [Fact]
    public void What_six_took_along_is_told_where_as_many_are_left_in_their_places()
    {
        List<Participant> before = [.. Of(small, first, 30), .. Of(large, second, 30)];
        List<Participant> after = [.. before.Skip(6)];

        var later = Decide(after, before, Decide(after: before));

        Assert.True(later.Shows(FigureKind.Numbers, Group.Country, "one"));
        Assert.True(later.Shows(FigureKind.Numbers, small, "one"));
    }

    [Fact]
    public void A_distribution_is_not_told_again_where_somebody_left()
    {
        // Tenths before less tenths after are those of the six.
        List<Participant> before = [.. Of(small, first, 30), .. Of(large, second, 30)];
        List<Participant> after = [.. before.Skip(6)];
        var earlier = Decide(after: before);
        Assert.True(earlier.Shows(FigureKind.Tenths, Group.Country, "one"));
        Assert.True(Decide(after).Shows(FigureKind.Tenths, Group.Country, "one"));

        var later = Decide(after, before, earlier);

        Assert.False(later.Shows(FigureKind.Tenths, Group.Country, "one"));
        Assert.False(later.Shows(FigureKind.Shape, small, "one"));
        Assert.True(later.Shows(FigureKind.Tenths, large, "one"));
    }

    [Fact]
    public void Six_that_left_do_not_take_along_counts_that_tell_that_all_of_them_ticked()
    {
        // 30 of 60 tick; 24 of the 54 that are left do.
        List<Participant> before = [.. Of(small, first, 30), .. Of(large, second, 30)];
        List<Participant> after = [.. before.Skip(6)];
        var earlier = Decide(after: before);
        Assert.Equal(30, earlier.Counts(Table(before, 30))[Group.Country].Counts[0]);

        var later = Decide(after, before, earlier).Counts(Table(after, 24));

        Assert.Equal(54, later[Group.Country].Of);
        Assert.All(later.Values.SelectMany(c => c.Counts), count => Assert.Null(count));
    }

    [Fact]
    public void Counts_that_an_edition_hid_stay_hidden_when_points_change()
    {
        // Of the large class 3 tick, so the smaller of the other two keeps silent with it. With other points of the
        // large class, and that hidden, the next edition has no reason of its own to hide anything of the middle one.
        var middle = Group.OfSizeClass("FROM_25K_TO_50K")!;
        List<Participant> members = [.. Of(small, first, 30), .. Of(middle, second, 20), .. Of(large, third, 24)];
        var table = new CountTable("one", IsSingle: false, new Dictionary<Group, GroupCounts>
        {
            [Group.Country] = new(74, [28]), [small] = new(30, [15]), [middle] = new(20, [10]), [large] = new(24, [3]),
        });
        var earlier = Decide(after: members);
        Assert.Null(earlier.Counts(table)[middle].Counts[0]);
        List<Participant> after = [.. members.Select(m => m.SizeClass != large.Code ? m : m with
        {
            Scores = new Dictionary<string, ObjectiveScore> { ["one"] = new(0, 0, 0, Band.Red) },
        })];

        var later = Decide(after, members, earlier).Counts(table);

        Assert.True(later.TryGetValue(middle, out var shown) is false || shown.Counts[0] is null);
    }

    private static CountTable Table(List<Participant> members, int ticking) => new(
        "one", IsSingle: false, new Dictionary<Group, GroupCounts>
        {
            [Group.Country] = new(members.Count, [ticking]),
            [large] = new(30, [15]),
            [small] = new(members.Count - 30, [ticking - 15]),
        });

    private static ShownCells Decide(
        IReadOnlyList<Participant> after, IReadOnlyList<Participant>? before = null, ShownCells? earlier = null) =>
        ShownCells.Of(new ReleaseCase(after, ["one"], groups)
        {
            Changes = before is null ? [] : [new EditionChanges(before, after)],
            ShownBefore = earlier is null ? null : [.. ShownBy(earlier)],
        });

    private static IEnumerable<(FigureKind, Group, string?)> ShownBy(ShownCells cells) =>
        from kind in (FigureKind[])[FigureKind.Numbers, FigureKind.Parts, FigureKind.Shape, FigureKind.Tenths]
        from cell in groups.Prepend(Group.Country)
        from objective in (string?[])["one", null]
        where cells.Shows(kind, cell, objective)
        select (kind, cell, objective);

    private static IEnumerable<Participant> Of(Group sizeClass, Group? region, int count) =>
        Enumerable.Range(0, count).Select(i => new Participant(
            $"{sizeClass.Code}-{region?.Code}-{i:00}",
            sizeClass.Code,
            region?.Code,
            new Dictionary<string, ObjectiveScore>
            {
                ["one"] = i % 2 == 0 ? new(25, 50, 25, Band.Green) : new(0, 0, 0, Band.Red),
            },
            Generated: false));
}
