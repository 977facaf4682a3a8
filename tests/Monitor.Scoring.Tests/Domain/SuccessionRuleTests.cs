using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Tests.Domain;

public sealed class SuccessionRuleTests
{
    private static readonly Predecessor One = new("GM0001", SuccessionKind.Merge, 10_000);
    private static readonly Predecessor Two = new("GM0002", SuccessionKind.Merge, 30_000);
    private static readonly Predecessor Part = new("GM0003", SuccessionKind.Split, 20_000);

    [Fact]
    public void A_merged_municipality_has_the_mean_weighted_with_inhabitants()
    {
        var derived = Derive(
            new Successor("GM0010", Existed: false, Weight: null, [One, Two, Part]),
            Own(One, Objective(1, 15, 0, 0)),
            Own(Two, Objective(1, 25, 45, 10)),
            Own(Part, Objective(1, 0, 0, 0)))!;

        // (15·1 + 25·3)/4, (0·1 + 45·3)/4, (0·1 + 10·3)/4; the part of a split one is left out.
        var objective = Assert.Single(derived.Objectives);
        Assert.Equal((22.5m, 33.75m, 7.5m, 63.75m),
            (objective.Anchoring, objective.Content, objective.Reach, objective.Total));
        Assert.Equal((63.75m, Band.Orange), (derived.Average, derived.Band));
        Assert.Equal(("succession-1", SuccessionKind.Merge, 1m),
            (derived.Derived!.Rule, derived.Derived.Kind, derived.Derived.CoveredShare));
        Assert.Equal(
            [new DerivedFrom("GM0001", 10_000), new DerivedFrom("GM0002", 30_000)], derived.Derived.Sources);
    }

    [Fact]
    public void Those_that_did_not_answer_lower_the_share_that_is_covered()
    {
        var derived = Derive(
            new Successor("GM0010", Existed: false, Weight: null, [One, Two]), Own(Two, Objective(1, 25, 45, 10)))!;

        Assert.Equal(80, derived.Average);
        Assert.Equal((SuccessionKind.Merge, 0.75m), (derived.Derived!.Kind, derived.Derived.CoveredShare));
        Assert.Equal([new DerivedFrom("GM0002", 30_000)], derived.Derived.Sources);
    }

    [Fact]
    public void The_former_self_of_one_that_grew_counts_among_those_that_did_not_answer()
    {
        var derived = Derive(
            new Successor("GM0010", Existed: true, Weight: 60_000, [One, Two]),
            Own(One, Objective(1, 15, 0, 0)),
            Own(Two, Objective(1, 25, 45, 10)))!;

        Assert.Equal(0.4m, derived.Derived!.CoveredShare);   // 40,000 of 100,000
    }

    [Fact]
    public void Each_objective_is_of_those_that_answered_it()
    {
        var derived = Derive(
            new Successor("GM0010", Existed: false, Weight: null, [One, Two]),
            Own(One, Objective(1, 15, 0, 0), Objective(2, 25, 45, 25)),
            Own(Two, Objective(1, 25, 45, 10)))!;

        Assert.Equal(["child-abuse-1", "child-abuse-2"], derived.Objectives.Select(o => o.Objective));
        Assert.Equal([1m, 0.25m], derived.Objectives.Select(o => o.Derived!.CoveredShare));
        Assert.Equal(
            [["GM0001", "GM0002"], ["GM0001"]],
            derived.Objectives.Select(o => o.Derived!.Sources.Select(s => s.Municipality)));
        Assert.Equal((95, Band.Green), (derived.Objectives[1].Total, derived.Objectives[1].Band));
        Assert.Equal(79.375m, derived.Average);   // (63.75 + 95)/2, not rounded
        Assert.Equal([new ThemeScore(Theme.ChildAbuse, 79.375m, Band.Green, 10, 2)], derived.Themes);
    }

    [Fact]
    public void A_part_of_a_split_one_is_inherited_where_no_merged_one_answered()
    {
        var derived = Derive(
            new Successor("GM0010", Existed: true, Weight: 90_000, [One, Part]),
            Own(Part, Objective(1, 5, 11.25m, 0)))!;

        Assert.Equal((16.25m, Band.Red), (derived.Average, derived.Band));
        Assert.Equal((SuccessionKind.Split, (decimal?)null), (derived.Derived!.Kind, derived.Derived.CoveredShare));
    }

    [Fact]
    public void A_renamed_one_carries_its_scores_over()
    {
        var derived = Derive(
            new Successor(
                "GM0010", Existed: false, Weight: null, [new Predecessor("GM0009", SuccessionKind.Rename, null)]),
            Own(new Predecessor("GM0009", SuccessionKind.Rename, null), Objective(1, 25, 50, 25)))!;

        Assert.Equal((100, Band.Green), (derived.Average, derived.Band));
        Assert.Equal((SuccessionKind.Rename, 1m), (derived.Derived!.Kind, derived.Derived.CoveredShare));
    }

    [Fact]
    public void Where_a_count_is_unknown_all_weigh_the_same_and_no_share_is_told()
    {
        var unknown = One with { Weight = null };

        var derived = Derive(
            new Successor("GM0010", Existed: false, Weight: null, [unknown, Two]),
            Own(unknown, Objective(1, 15, 0, 0)),
            Own(Two, Objective(1, 25, 45, 10)))!;

        Assert.Equal(47.5m, derived.Average);   // (15 + 80)/2
        Assert.Null(derived.Derived!.CoveredShare);
        Assert.Equal([null, null], derived.Derived.Sources.Select(s => s.Weight));
    }

    [Fact]
    public void A_third_stays_a_third_until_it_is_shown()
    {
        var derived = Derive(
            new Successor("GM0010", Existed: false, Weight: null, [One with { Weight = 2 }, Two with { Weight = 1 }]),
            Own(One, Objective(1, 25, 0, 0)),
            Own(Two, Objective(1, 0, 0, 0)))!;

        Assert.Equal(50m / 3m, derived.Average);
        Assert.NotEqual(16.67m, derived.Average);
    }

    [Fact]
    public void Scores_of_different_rule_sets_are_not_put_together()
    {
        var derived = Derive(
            new Successor("GM0010", Existed: false, Weight: null, [One, Two]),
            Own(One, Objective(1, 15, 0, 0)) with { RuleSet = "newer" },
            Own(Two, Objective(1, 25, 45, 10)))!;

        Assert.Equal(("newer", 15m, 0.25m), (derived.RuleSet, derived.Average, derived.Derived!.CoveredShare));
    }

    [Fact]
    public void Nothing_is_derived_where_nobody_answered() =>
        Assert.Null(Derive(new Successor("GM0010", Existed: false, Weight: null, [One, Two, Part])));

    private static RoundScores? Derive(Successor successor, params RoundScores[] answered) => SuccessionRule.Derive(
        successor,
        answered.ToDictionary(a => a.Questionnaire[..6]),
        Seeds.Questionnaire,
        id => (id == "newer" ? 2 : 1, new Norms(25, 75)));

    // The questionnaire's name begins with the code, so that the sources tell themselves apart.
    private static RoundScores Own(Predecessor source, params RoundObjective[] objectives) => new(
        2014, $"{source.Code} child-abuse-2014", "child-abuse-1", Generated: true, Derived: null,
        objectives.Average(o => o.Total), Band.Orange, Themes: [], objectives);

    private static RoundObjective Objective(int number, decimal anchoring, decimal content, decimal reach) =>
        new($"child-abuse-{number}", anchoring, content, reach, Band.Orange, Derived: null);
}
