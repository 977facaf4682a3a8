using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Trends;

/// <summary>What makes scores of two rounds comparable, and how those of predecessors are put together.</summary>
public sealed class TrendRuleTests
{
    private static readonly Objective First = Asked("first", "a", "b");
    private static readonly Objective Second = Asked("second", "a");

    [Fact]
    public void The_same_questions_by_the_same_rules_compare() =>
        Assert.Empty(ScoreComparability.Of(Basis("r1", First), Basis("r1", First), "first"));

    [Fact]
    public void Other_rules_do_not_compare() => Assert.Equal(
        [IncomparableReason.RuleSetChanged], ScoreComparability.Of(Basis("r1", First), Basis("r2", First), null));

    [Fact]
    public void Another_option_is_another_question() => Assert.Equal(
        [IncomparableReason.QuestionnaireChanged],
        ScoreComparability.Of(Basis("r1", First), Basis("r1", Asked("first", "a", "b", "c")), "first"));

    [Fact]
    public void An_average_over_other_objectives_does_not_compare_but_each_objective_does()
    {
        var (before, after) = (Basis("r1", First), Basis("r1", First, Second));

        Assert.Equal([IncomparableReason.ObjectivesChanged], ScoreComparability.Of(before, after, null));
        Assert.Empty(ScoreComparability.Of(before, after, "first"));
    }

    [Fact]
    public void A_point_is_compared_with_the_latest_that_has_points()
    {
        var (same, other) = (Basis("r1", First), Basis("r2", First));
        var trend = Trend.Of([Score(2014, 40, same), Score(2016, null, other), Score(2017, 43, same)], "first");

        Assert.Equal([null, null, 3m], trend.Select(p => p.Change));
        Assert.Equal([true, false, true], trend.Select(p => p.Incomparable.Count == 0));
    }

    [Fact]
    public void Scores_that_do_not_compare_have_no_change()
    {
        var trend = Trend.Of([Score(2014, 40, Basis("r1", First)), Score(2017, 43, Basis("r2", First))], null);

        Assert.Null(trend[1].Change);
    }

    [Fact]
    public void Merged_ones_weigh_by_their_inhabitants_part_by_part_and_only_those_that_answered()
    {
        var successor = new Successor("GM0010", Existed: true, 50_000,
        [
            new Predecessor("GM0001", SuccessionKind.Merge, 10_000),
            new Predecessor("GM0002", SuccessionKind.Merge, 30_000),
            new Predecessor("GM0003", SuccessionKind.Merge, 10_000),
        ]);

        var derived = SuccessionRule.Derive(successor, Answered(
            ("GM0001", "first", 20, 40, 0), ("GM0002", "first", 0, 20, 20), ("GM0002", "second", 25, 0, 0)))!;

        // (20·1 + 0·3)/4 = 5, (40·1 + 20·3)/4 = 25, (0·1 + 20·3)/4 = 15; the second objective is of one alone.
        Assert.Equal(new MemberScore(5, 25, 15), derived.Scores["first"]);
        Assert.Equal(new MemberScore(25, 0, 0), derived.Scores["second"]);
        Assert.Equal(["GM0001", "GM0002"], derived.Sources);
        Assert.Equal(0.4m, derived.CoveredShare);   // 40,000 of 10 + 30 + 10 and its own 50
    }

    [Fact]
    public void A_part_of_a_split_one_is_inherited_only_where_no_merged_one_answered()
    {
        var successor = new Successor("GM0010", Existed: false, null,
        [
            new Predecessor("GM0001", SuccessionKind.Merge, 10_000),
            new Predecessor("GM0002", SuccessionKind.Split, 30_000),
        ]);

        var both = SuccessionRule.Derive(
            successor, Answered(("GM0001", "first", 5, 5, 5), ("GM0002", "first", 25, 50, 25)))!;
        var split = SuccessionRule.Derive(successor, Answered(("GM0002", "first", 25, 50, 25)))!;

        Assert.Equal((new MemberScore(5, 5, 5), SuccessionKind.Merge), (both.Scores["first"], both.Kind));
        Assert.Equal((new MemberScore(25, 50, 25), SuccessionKind.Split), (split.Scores["first"], split.Kind));
        Assert.Null(split.CoveredShare);
        Assert.Null(SuccessionRule.Derive(successor, Answered()));
    }

    private static Dictionary<string, IReadOnlyDictionary<string, MemberScore>> Answered(
        params (string Code, string Objective, decimal Anchoring, decimal Content, decimal Reach)[] scores) =>
        scores.GroupBy(s => s.Code).ToDictionary(
            of => of.Key,
            IReadOnlyDictionary<string, MemberScore> (of) => of.ToDictionary(
                s => s.Objective, s => new MemberScore(s.Anchoring, s.Content, s.Reach)));

    private static ScoreInRound Score(int round, decimal? points, ScoreBasis basis) =>
        new(round, $"{round}-1", Generated: false, basis, null, points, null, null);

    private static ScoreBasis Basis(string ruleSet, params Objective[] objectives) =>
        new(new Questionnaire("q", objectives), ruleSet);

    private static Objective Asked(string id, params string[] options) => new(id,
    [
        new Question($"{id}.policy", Question.PolicyCode, Part.Anchoring, "In beleid?")
        {
            Options = [.. options.Select(o => new Option(o, o))],
        },
    ]);
}
