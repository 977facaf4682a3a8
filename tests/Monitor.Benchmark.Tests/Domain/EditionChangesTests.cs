using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

public sealed class EditionChangesTests
{
    private static readonly Group Small = Group.OfSizeClass("UNDER_25K")!;
    private static readonly Group Large = Group.OfSizeClass("OVER_250K")!;

    [Fact]
    public void The_same_answers_scored_the_same_change_nothing()
    {
        var changes = new EditionChanges([Member("GM1"), Member("GM2")], [Member("GM2"), Member("GM1")]);

        Assert.True(changes.IsNone);
        Assert.Equal(0, changes.Count(Group.Country, null));
    }

    [Fact]
    public void Who_has_other_points_on_an_objective_changes_that_cell_and_the_whole_of_its_groups()
    {
        var changes = new EditionChanges([Member("GM1", 10), Member("GM2")], [Member("GM1", 15), Member("GM2")]);

        Assert.Equal(1, changes.Count(Group.Country, "one"));
        Assert.Equal(1, changes.Count(Group.Country, null));
        Assert.Equal(1, changes.Count(Small, "one"));
        Assert.Equal(0, changes.Count(Small, "two"));
        Assert.Equal(0, changes.Count(Large, "one"));
    }

    [Fact]
    public void Who_moves_to_another_group_changes_both_groups_and_not_the_country()
    {
        var changes = new EditionChanges(
            [Member("GM1"), Member("GM2")], [Member("GM1"), Member("GM2") with { SizeClass = Large.Code }]);

        Assert.Equal((1, 1, 0), (changes.Count(Small, "one"), changes.Count(Large, "one"),
            changes.Count(Group.Country, "one")));
        Assert.Equal((1, 1, 0), (changes.Count(Small, null), changes.Count(Large, null),
            changes.Count(Group.Country, null)));
    }

    [Fact]
    public void Who_is_left_out_changes_every_cell_that_it_was_in()
    {
        var changes = new EditionChanges([Member("GM1"), Member("GM2")], [Member("GM1")]);

        Assert.Equal((1, 1, 1, 0), (
            changes.Count(Group.Country, null), changes.Count(Group.Country, "two"), changes.Count(Small, "two"),
            changes.Count(Small, "three")));
    }

    private static Participant Member(string code, decimal anchoring = 10) => new(
        code, Small.Code, null,
        new Dictionary<string, ObjectiveScore>
        {
            ["one"] = new(anchoring, 20, 5, Band.Orange), ["two"] = new(0, 20, 5, Band.Orange),
        },
        Generated: false);
}
