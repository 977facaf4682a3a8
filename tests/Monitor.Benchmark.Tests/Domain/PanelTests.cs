using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>The same municipalities in two rounds, worked out by hand.</summary>
public sealed class PanelTests
{
    private const string One = "one";
    private const string Other = "other";

    [Fact]
    public void Only_who_answered_both_rounds_counts()
    {
        // Six answered both: anchoring 15 became 25, content 10 in both. Two came and two went, with other scores.
        var facts = Facts(
            now: [.. Enumerable.Range(0, 8).Select(i => (i, i < 6 ? 25m : 0m))],
            then: [.. Enumerable.Range(0, 6).Select(i => (i, 15m)), (8, 0m), (9, 0m)]);

        var panel = Single(Panels(facts), Group.Country, One);

        Assert.Equal((2014, 6), (panel.Since, panel.N));
        Assert.Equal(
            (new MeanScore(15, 10, 0, 25), new MeanScore(25, 10, 0, 35)), panel.Means(Components.All));
    }

    [Fact]
    public void Who_left_the_objective_out_in_either_round_does_not_count_for_it()
    {
        var facts = Facts(
            now: [.. Enumerable.Range(0, 7).Select(i => (i, 25m))],
            then: [.. Enumerable.Range(0, 7).Select(i => (i, 15m))],
            withoutOther: 0);

        Assert.Equal(7, Single(Panels(facts), Group.Country, One).N);
        Assert.Equal(6, Single(Panels(facts), Group.Country, Other).N);
    }

    [Fact]
    public void Fewer_than_six_have_no_figures_whatever_is_shown()
    {
        var facts = Facts(
            now: [.. Enumerable.Range(0, 8).Select(i => (i, 25m))],
            then: [.. Enumerable.Range(0, 5).Select(i => (i, 15m))]);

        Assert.Empty(Panels(facts));
    }

    [Fact]
    public void Single_parts_are_left_out_where_only_the_total_is_shown()
    {
        var facts = Facts(
            now: [.. Enumerable.Range(0, 6).Select(i => (i, 25m))],
            then: [.. Enumerable.Range(0, 6).Select(i => (i, 15m))]);

        var panel = Single(Panels(facts, withParts: false), Group.Country, One);

        Assert.Equal((new MeanScore(null, null, null, 25), new MeanScore(null, null, null, 35)),
            panel.Means(Components.All));
        Assert.Null(panel.Means(Components.Of([Component.Anchoring])));
    }

    [Fact]
    public void An_average_is_compared_only_where_both_rounds_ask_the_same()
    {
        var alike = Facts(
            now: [.. Enumerable.Range(0, 6).Select(i => (i, 25m))],
            then: [.. Enumerable.Range(0, 6).Select(i => (i, 15m))]);
        var less = alike with
        {
            Earlier = [new EarlierRound(2014, "2014-1", [.. alike.Earlier[0].Members.Select(m => m with
            {
                Scores = new Dictionary<string, MemberScore> { [One] = m.Scores[One] },
            })])],
        };

        // Of two objectives alike: (15 + 10) each, so 25 before and 35 after.
        Assert.Equal((25, 35), Totals(Single(Panels(alike), Group.Country, null)));
        Assert.DoesNotContain(Panels(less), p => p.Objective is null);
        Assert.Equal((25, 35), Totals(Single(Panels(less), Group.Country, One)));
    }

    [Fact]
    public void A_group_is_that_of_the_later_round()
    {
        var facts = Facts(
            now: [.. Enumerable.Range(0, 6).Select(i => (i, 25m))],
            then: [.. Enumerable.Range(0, 6).Select(i => (i, 15m))]);

        var groups = Panels(facts).Where(p => p.Objective == One).Select(p => p.Group.Code ?? "NL");

        Assert.Equal(["NL", "UNDER_25K", "VT01", "VT01+UNDER_25K"], groups);
    }

    private static (int, int) Totals(CellPanel panel) =>
        (panel.Means(Components.All)!.Value.Before.Total, panel.Means(Components.All)!.Value.After.Total);

    private static CellPanel Single(IEnumerable<CellPanel> panels, Group group, string? objective) =>
        panels.Single(p => p.Group == group && p.Objective == objective);

    private static IReadOnlyList<CellPanel> Panels(RoundFacts facts, bool withParts = true) => new PanelComputation(
        facts, (kind, _, _, _) => kind == FigureKind.Panel || withParts, (exact, _, _) => exact).All();

    private static RoundFacts Facts(
        IReadOnlyList<(int Number, decimal Anchoring)> now,
        IReadOnlyList<(int Number, decimal Anchoring)> then,
        int? withoutOther = null)
    {
        ReleaseMember Member((int Number, decimal Anchoring) m) => new(
            "2014-1", $"GM{m.Number:0000}", null, null,
            Scores(m.Number, withoutOther).ToDictionary(o => o, _ => new MemberScore(m.Anchoring, 10, 0)));
        Participant Taking((int Number, decimal Anchoring) p) => new(
            $"GM{p.Number:0000}", "UNDER_25K", "VT01",
            Scores(p.Number, null).ToDictionary(o => o, _ => new ObjectiveScore(p.Anchoring, 10, 0, Band.Orange)),
            Generated: true);
        return new RoundFacts(
            2017,
            new Questionnaire("form", [new Objective(One, []), new Objective(Other, [])]),
            "rules-1",
            RandomRound.Norms,
            [.. now.Select(Taking)],
            [new Group(GroupKind.VeiligThuis, "VT01", "Regio 1")])
        {
            Earlier = [new EarlierRound(2014, "2014-1", [.. then.Select(Member)])],
        };
    }

    private static IEnumerable<string> Scores(int number, int? withoutOther) =>
        number == withoutOther ? [One] : [One, Other];
}
