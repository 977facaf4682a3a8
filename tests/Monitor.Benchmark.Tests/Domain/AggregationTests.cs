using Monitor.Benchmark.Domain;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Domain;

public sealed class AggregationTests
{
    private static readonly Norms Norms = new(RedBelow: 25, GreenAbove: 75);

    [Fact]
    public void Means_are_whole_points_with_halves_away_from_zero_and_each_rounded_by_itself()
    {
        // Anchoring 15 and 0 in equal number: 7.5 becomes 8. Content 45 and 0: 23. Reach 5 and 0: 3. Total 32.5: the
        // parts show 34.
        Participant[] participants =
        [
            .. Enumerable.Range(0, 6).Select(i => Taking($"GM000{i}", Score(15, 45, 5))),
            .. Enumerable.Range(0, 6).Select(i => Taking($"GM010{i}", Score(0, 0, 0))),
        ];

        var country = Aggregate(participants)[0];

        Assert.Equal((12, (SuppressionReason?)null), (country.N, country.Reason));
        Assert.Equal(new MeanScore(8, 23, 3, 33), country.Objectives[0].Mean);
        Assert.Equal(Band.Orange, country.Objectives[0].Band);
    }

    [Fact]
    public void The_band_of_a_mean_is_taken_before_rounding()
    {
        // Two each of 0, 24.75 and 49.75: mean 24.83 is shown as 25 and is red.
        ObjectiveScore[] scores = [Score(0, 0, 0), Score(5, 14.75m, 5), Score(15, 24.75m, 10)];
        Participant[] participants = [.. Enumerable.Range(0, 6).Select(i => Taking($"GM000{i}", scores[i % 3]))];

        var objective = Aggregate(participants)[0].Objectives[0];

        Assert.Equal(25, objective.Mean!.Total);
        Assert.Equal(Band.Red, objective.Band);
    }

    [Fact]
    public void An_objective_has_its_own_n_and_hides_by_itself()
    {
        Participant[] participants =
        [
            .. Enumerable.Range(0, 6).Select(i => Taking($"GM000{i}", Level(i), other: i < 5 ? Level(i) : null)),
        ];

        var country = Aggregate(participants)[0];

        Assert.Equal((6, 6), (country.N, country.Objectives[0].N));
        Assert.Equal(
            ObjectiveAggregate.Of("other", ScoreFigures.Without(SuppressionReason.TooFew)), country.Objectives[1]);
    }

    [Fact]
    public void Counts_are_exact_for_the_country_and_rounded_to_5_below_it()
    {
        Participant[] participants =
        [
            .. Enumerable.Range(0, 7).Select(i => Taking($"GM010{i}", Level(i), region: "VT01")),
            .. Enumerable.Range(0, 8).Select(i => Taking($"GM020{i}", Level(i), region: "VT02")),
        ];

        var all = Aggregate(participants);

        Assert.Equal(15, all[0].N);
        Assert.Equal([6, 5, 4], all[0].AverageBands.Select(b => b.Count));
        var (first, second) = (Of(all, "VT01"), Of(all, "VT02"));
        Assert.Equal((5, 5), (first.N, first.Objectives[0].N));
        Assert.Equal(10, second.N);
        Assert.Equal([5, 5, 5], Of(all, "UNDER_25K").AverageBands.Select(b => b.Count));
    }

    [Fact]
    public void A_group_of_0_1_and_5_look_alike()
    {
        Participant[] participants =
        [
            Taking("GM0001", Score(25, 50), region: "VT01"),
            .. Enumerable.Range(0, 5).Select(i => Taking($"GM010{i}", Level(i), region: "VT02")),
            .. Enumerable.Range(0, 9).Select(i => Taking($"GM020{i}", Level(i), region: "VT03")),
        ];

        var all = Aggregate(participants);

        foreach (var code in (string[])["VT01", "VT02", "VT04"])
        {
            var hidden = Of(all, code);
            Assert.Equal(((int?)null, SuppressionReason.TooFew), (hidden.N, hidden.Reason));
            Assert.Empty(hidden.Objectives);
            Assert.Empty(hidden.AverageBands);
            Assert.True(hidden.Generated);
        }

        Assert.Equal(10, Of(all, "VT03").N);
    }

    [Fact]
    public void The_two_largest_size_classes_are_one_group() =>
        Assert.Equal(
            ("OVER_100K", "OVER_100K", "UNDER_25K", null),
            (Group.OfSizeClass("FROM_100K_TO_250K")?.Code, Group.OfSizeClass("OVER_250K")?.Code,
                Group.OfSizeClass("UNDER_25K")?.Code, Group.OfSizeClass("HUGE")));

    [Theory]
    [InlineData(17)]
    [InlineData(18)]
    public void No_shown_figure_and_no_country_less_shown_groups_is_about_1_to_5_municipalities(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < LongForm.Times(300); run++)
        {
            var participants = Participation(random);
            var all = Aggregate(participants);
            foreach (var kind in (GroupKind[])[GroupKind.SizeClass, GroupKind.VeiligThuis])
            {
                Check(participants, [.. all.Where(a => a.Group.Kind == kind)], all[0], kind);
            }
        }
    }

    private static void Check(
        IReadOnlyList<Participant> participants, IReadOnlyList<Aggregate> groups, Aggregate country, GroupKind kind)
    {
        var shown = groups.Where(g => g.Reason is null).Select(g => g.Group.Code).ToHashSet();
        Assert.DoesNotContain(shown, code => participants.Count(p => p.CodeIn(kind) == code) < 6);
        AssertTellsNothing(participants.Count(p => !shown.Contains(p.CodeIn(kind))), shown.Count);

        foreach (var (i, objective) in country.Objectives.Index().Where(o => o.Item.Reason is null))
        {
            var answered = participants.Where(p => p.Scores.ContainsKey(objective.Objective)).ToList();
            var shownHere = groups.Where(g => g.Reason is null && g.Objectives[i].Reason is null)
                .Select(g => g.Group.Code).ToHashSet();
            Assert.DoesNotContain(shownHere, code => answered.Count(p => p.CodeIn(kind) == code) < 6);
            AssertTellsNothing(answered.Count(p => !shownHere.Contains(p.CodeIn(kind))), shownHere.Count);
        }
    }

    private static void AssertTellsNothing(int remaining, int shown) =>
        Assert.False(remaining is >= 1 and <= 5 && shown > 0, $"{remaining} remain beside {shown} shown groups");

    private static List<Participant> Participation(Random random)
    {
        string?[] classes = ["UNDER_25K", "FROM_25K_TO_50K", "FROM_50K_TO_100K", "OVER_100K", null];
        var regions = random.Next(1, 27);
        var answering = random.NextDouble();
        return
        [
            .. Enumerable.Range(0, random.Next(200)).Select(i => new Participant(
                $"GM{i:0000}",
                classes[Math.Min(random.Next(5), random.Next(6))],
                random.Next(20) == 0 ? null : $"VT{random.Next(1, regions + 1):00}",
                new[] { "one", "other" }.Where(_ => random.NextDouble() < answering).ToDictionary(
                    o => o, _ => Score(random.Next(26), random.Next(51), random.Next(26)), StringComparer.Ordinal),
                Generated: true)),
        ];
    }

    private static IReadOnlyList<Aggregate> Aggregate(IReadOnlyList<Participant> participants)
    {
        var facts = new RoundFacts(
            2017,
            new Questionnaire("form", [new Objective("one", []), new Objective("other", [])]),
            "rules-1",
            Norms,
            participants,
            [.. Enumerable.Range(1, 26).Select(i => new Group(GroupKind.VeiligThuis, $"VT{i:00}", $"Regio {i}"))]);
        return new Aggregation(facts, ReleaseComputation.Shown(facts)).All().Aggregates;
    }

    private static Aggregate Of(IReadOnlyList<Aggregate> all, string code) => all.Single(a => a.Group.Code == code);

    /// <summary>One of three that differ enough in all parts: six municipalities with these hide one another.</summary>
    private static ObjectiveScore Level(int i) =>
        ((ObjectiveScore[])[Score(0, 0, 0), Score(5, 20, 10), Score(25, 50, 25)])[i % 3];

    private static ObjectiveScore Score(decimal anchoring, decimal content, decimal reach = 0) =>
        new(anchoring, content, reach, Norms.BandOf(anchoring + content + reach));

    private static Participant Taking(
        string municipality, ObjectiveScore one, string region = "VT01",
        ObjectiveScore? other = null)
    {
        var scores = new Dictionary<string, ObjectiveScore> { ["one"] = one };
        if (other is not null)
        {
            scores["other"] = other;
        }

        return new Participant(municipality, "UNDER_25K", region, scores, Generated: true);
    }
}
