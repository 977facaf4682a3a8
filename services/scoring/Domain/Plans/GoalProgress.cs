namespace Monitor.Scoring.Domain;

/// <summary>What the scores say of a goal.</summary>
public enum ProgressStatus
{
    NotMeasured,
    Behind,
    OnTrack,
    Reached,
}

/// <summary>A score in one round; <c>Exact</c> is unrounded, <c>Points</c> has at most 2 decimals.</summary>
public sealed record ProgressPoint(int Round, decimal Exact, string RuleSet, bool IsDerived, bool Generated)
{
    public decimal Points => Domain.Points.Shown(Exact);
}

/// <summary>How far the scores are towards one target of a goal.</summary>
/// <remarks>
/// <para>
/// The start is the score in the plan's round, or in the first later one that has a score; the latest is that of the
/// last round. Reached: the latest is at least the target. Otherwise, with a round after the start, it is measured
/// against a straight line from the start to the target in the year of the goal's date:
/// </para>
/// <para>
/// expected = start + (target − start) × (latest round − start round) ÷ (year of the date − start round), and the
/// target itself from that year on. On track: the latest is at least that; behind: less. Nothing is rounded before.
/// </para>
/// </remarks>
/// <param name="Part">Null for the total.</param>
/// <param name="Target">Points aimed at.</param>
/// <param name="Points">The scores from the plan's round on, in order.</param>
/// <param name="Line">Where the line is in the latest round; null while nothing was measured after the start.</param>
/// <param name="Status">The judgement.</param>
public sealed record GoalProgress(
    Part? Part, decimal Target, IReadOnlyList<ProgressPoint> Points, decimal? Line, ProgressStatus Status)
{
    /// <summary>The line in the latest round, with at most 2 decimals.</summary>
    public decimal? Expected => Line is { } exact ? Domain.Points.Shown(exact) : null;

    public ProgressPoint? Start => Points.Count > 0 ? Points[0] : null;

    public ProgressPoint? Latest => Points.Count > 0 ? Points[^1] : null;

    /// <summary>Of each target of a goal, the total first.</summary>
    public static IReadOnlyList<GoalProgress> Of(Plan plan, GoalForm goal, IReadOnlyList<RoundScores> history) =>
    [
        .. goal.Targets.Named().Select(
            t => Of(t.Part, t.Points, goal.Due.Year, PointsOf(plan, goal, t.Part, history))),
    ];

    private static List<ProgressPoint> PointsOf(
        Plan plan, GoalForm goal, Part? part, IReadOnlyList<RoundScores> history) =>
    [
        .. history.Where(r => r.Round >= plan.Round).OrderBy(r => r.Round)
            .Select(r => (Round: r, Score: r.Objectives.FirstOrDefault(o => o.Objective == goal.Objective)))
            .Where(r => r.Score is not null)
            .Select(r => new ProgressPoint(
                r.Round.Round, PointsOf(r.Score!, part), r.Round.RuleSet, r.Score!.Derived is not null,
                r.Round.Generated)),
    ];

    private static GoalProgress Of(Part? part, decimal target, int year, List<ProgressPoint> points)
    {
        if (points is [] || (points is [var only] && only.Exact < target))
        {
            return new GoalProgress(part, target, points, null, ProgressStatus.NotMeasured);
        }

        var (start, latest) = (points[0], points[^1]);
        decimal? expected = points.Count == 1 ? null : LineAt(start, latest, target, year);
        var status = latest.Exact >= target ? ProgressStatus.Reached
            : latest.Exact >= expected ? ProgressStatus.OnTrack
            : ProgressStatus.Behind;
        return new GoalProgress(part, target, points, expected, status);
    }

    private static decimal LineAt(ProgressPoint start, ProgressPoint latest, decimal target, int year) =>
        latest.Round >= year
            ? target
            : start.Exact + ((target - start.Exact) * (latest.Round - start.Round) / (year - start.Round));

    private static decimal PointsOf(RoundObjective score, Part? part) => part switch
    {
        Domain.Part.Anchoring => score.Anchoring,
        Domain.Part.Content => score.Content,
        Domain.Part.Reach => score.Reach,
        _ => score.Total,
    };
}
