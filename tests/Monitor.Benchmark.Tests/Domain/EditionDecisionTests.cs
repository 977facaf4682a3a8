using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>
/// What of a next edition is shown beside the one before: 60 municipalities, 30 in each of two classes.
/// </summary>
public sealed class EditionDecisionTests
{
    private static readonly Group Small = Group.OfSizeClass("UNDER_25K")!;
    private static readonly Group Large = Group.OfSizeClass("OVER_250K")!;

    private static readonly IReadOnlyList<Group> Groups =
        [.. Group.SizeClasses, new Group(GroupKind.VeiligThuis, "VT01", "Streek")];

    [Theory]
    [InlineData(0, 0, true, true, true)] // nothing changed
    [InlineData(3, 0, false, false, true)] // 3 in the country and in the small class; the large one as it was
    [InlineData(6, 0, true, true, true)]
    [InlineData(6, 3, true, false, false)] // the country less the small class would be about the 3
    [InlineData(6, 6, true, true, true)]
    public void A_cell_is_shown_again_when_none_or_enough_changed_in_it_and_in_what_it_leaves(
        int changedSmall, int changedLarge, bool country, bool small, bool large)
    {
        var before = Members(0, 0);
        var cells = Decide(before, Members(changedSmall, changedLarge));

        Assert.Equal(
            (country, small, large),
            (Shows(cells, Group.Country, "one"), Shows(cells, Small, "one"), Shows(cells, Large, "one")));
        Assert.True(Shows(cells, Group.Country, "two")); // nobody changed that
    }

    [Fact]
    public void Answers_that_are_scored_again_are_counted_as_before()
    {
        var members = Members(3, 0);
        var cells = Decide(Members(0, 0), members);
        var table = new CountTable("one", IsSingle: false, Groups.Prepend(Group.Country).ToDictionary(
            g => g, g => new GroupCounts(members.Count(g.Holds), [members.Count(g.Holds) / 2])));

        Assert.False(Shows(cells, Group.Country, "one"));
        Assert.Equal(30, cells.Counts(table)[Group.Country].Counts[0]);
    }

    [Fact]
    public void Who_was_left_out_takes_the_counts_along()
    {
        var members = Members(0, 0);
        var cells = Decide(members, [.. members.Skip(3)]);
        var table = new CountTable("one", IsSingle: false, Groups.Prepend(Group.Country).ToDictionary(
            g => g, g => new GroupCounts(members.Skip(3).Count(g.Holds), [members.Skip(3).Count(g.Holds) / 2])));

        Assert.DoesNotContain(cells.Counts(table).Keys, g => g != Large);
    }

    private static ShownCells Decide(IReadOnlyList<Participant> before, IReadOnlyList<Participant> after) =>
        ShownCells.Of(new ReleaseCase(after, ["one", "two"], Groups) { Changes = [new EditionChanges(before, after)] });

    private static bool Shows(ShownCells cells, Group group, string objective) =>
        cells.Shows(FigureKind.Numbers, group, objective);

    /// <summary>
    /// Half of each class has all points and half none, so that nobody is told by others; then some change.
    /// </summary>
    private static List<Participant> Members(int changedSmall, int changedLarge) =>
    [
        .. Enumerable.Range(0, 60).Select(i => new Participant(
            $"GM{i:0000}",
            i < 30 ? Small.Code : Large.Code,
            null,
            new Dictionary<string, ObjectiveScore>
            {
                ["one"] = Score(i % 2 == 0, i < changedSmall || (i >= 30 && i < 30 + changedLarge)),
                ["two"] = Score(i % 2 == 0, isChanged: false),
            },
            Generated: false)),
    ];

    private static ObjectiveScore Score(bool isHigh, bool isChanged) =>
        isHigh != isChanged ? new ObjectiveScore(25, 50, 25, Band.Green) : new ObjectiveScore(0, 0, 0, Band.Red);
}
