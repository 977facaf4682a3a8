using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Tests.Domain;

public sealed class GoalProgressTests
{
    private const string Objective = "child-abuse-1";

    [Theory]
    // From 40 in 2017 to 80 in 2021: 50 in 2018, 60 in 2019, 70 in 2020, and 80 from then on.
    [InlineData(2018, 50, 50, ProgressStatus.OnTrack)]
    [InlineData(2018, 49.75, 50, ProgressStatus.Behind)]
    [InlineData(2020, 79.75, 70, ProgressStatus.OnTrack)]
    [InlineData(2020, 80, 70, ProgressStatus.Reached)]
    [InlineData(2021, 79.75, 80, ProgressStatus.Behind)]
    [InlineData(2024, 79.75, 80, ProgressStatus.Behind)]
    [InlineData(2019, 30, 60, ProgressStatus.Behind)]
    public void The_latest_score_is_held_against_a_straight_line(
        int round, double latest, double expected, ProgressStatus status)
    {
        var progress = Of([Round(2017, 40), Round(round, (decimal)latest)], total: 80);

        Assert.Equal((40m, (decimal)latest, (decimal)expected, status), (
            progress.Start!.Points, progress.Latest!.Points, progress.Expected!.Value, progress.Status));
    }

    [Fact]
    public void Without_a_round_after_the_start_nothing_is_measured_yet()
    {
        var none = Of([], total: 80);
        var start = Of([Round(2014, 70), Round(2017, 40)], total: 80);

        Assert.Equal((ProgressStatus.NotMeasured, null, null), (none.Status, none.Start, none.Expected));
        Assert.Equal((ProgressStatus.NotMeasured, 2017, 2017), (start.Status, start.Start!.Round, start.Latest!.Round));
    }

    [Fact]
    public void A_target_that_the_start_meets_is_reached() =>
        Assert.Equal(ProgressStatus.Reached, Of([Round(2017, 80)], total: 80).Status);

    [Fact]
    public void The_start_is_the_first_score_from_the_plans_round_on()
    {
        var progress = Of([Round(2014, 10), Round(2018, 40), Round(2019, 50)], total: 70);

        // From 40 in 2018 to 70 in 2021: 50 in 2019.
        Assert.Equal((2018, 50m, ProgressStatus.OnTrack), (
            progress.Start!.Round, progress.Expected!.Value, progress.Status));
    }

    [Fact]
    public void Each_target_is_measured_by_its_own_part()
    {
        var plan = Plan();
        var form = Form(new Targets(Total: 90, Anchoring: 25, Content: null, Reach: 10));
        var history = new[] { Scores(2017, 0, 40, 0), Scores(2018, anchoring: 25, content: 30, reach: 5) };

        var progress = GoalProgress.Of(plan, form, history);

        Assert.Equal(
            [(null, 60m), (Part.Anchoring, 25m), ((Part?)Part.Reach, 5m)],
            progress.Select(p => (p.Part, p.Latest!.Points)));
        Assert.Equal(
            [ProgressStatus.OnTrack, ProgressStatus.Reached, ProgressStatus.OnTrack], progress.Select(p => p.Status));
    }

    [Fact]
    public void An_objective_that_was_not_answered_is_not_measured() =>
        Assert.Equal(
            ProgressStatus.NotMeasured,
            GoalProgress.Of(
                Plan(), Form(new Targets(50, null, null, null)) with { Objective = "child-abuse-2" },
                [Round(2017, 40), Round(2018, 60)])[0].Status);

    private static GoalProgress Of(IReadOnlyList<RoundScores> history, decimal total) =>
        Assert.Single(GoalProgress.Of(Plan(), Form(new Targets(total, null, null, null)), history));

    private static Plan Plan() => Monitor.Scoring.Domain.Plan.Start(
        Guid.NewGuid(), "GM0014", 2017, "Plan", 2018, 2021, DateTimeOffset.UnixEpoch);

    private static GoalForm Form(Targets targets) => GoalForm.Of(
        Objective, targets, new DateOnly(2021, 12, 31), GoalOwner.Alderman, GoalStatus.Open, "", []);

    // The reach part alone holds the points, so that totals are easy to read.
    private static RoundScores Round(int year, decimal total) => Scores(year, 0, 0, total);

    private static RoundScores Scores(int year, decimal anchoring, decimal content, decimal reach) => new(
        year, "child-abuse-2017", "child-abuse-1", Generated: false, Derived: null, null, null, [],
        [new RoundObjective(Objective, anchoring, content, reach, Band.Orange, Derived: null)]);
}
