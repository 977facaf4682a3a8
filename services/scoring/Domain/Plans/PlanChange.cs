using System.Globalization;

namespace Monitor.Scoring.Domain;

/// <summary>What somebody did to a plan.</summary>
public enum PlanAction
{
    PlanStarted,
    PlanChanged,
    PlanClosed,
    PlanReopened,
    GoalAdded,
    GoalChanged,
    GoalRemoved,
    GoalRestored,
    GoalsReordered,
}

/// <summary>What of a plan or a goal changed.</summary>
public enum PlanField
{
    Title,
    Period,
    Notes,
    Objective,
    TargetTotal,
    TargetAnchoring,
    TargetContent,
    TargetReach,
    Due,
    Owner,
    Status,
    Measures,
}

/// <summary>A value before and after, as people read it; null where there was or is none.</summary>
public sealed record FieldChange(PlanField Field, string? Before, string? After)
{
    public static IReadOnlyList<FieldChange> Of(Plan? before, Plan after) => Changed(
        (PlanField.Title, before?.Title, after.Title),
        (PlanField.Period, before is null ? null : Period(before), Period(after)),
        (PlanField.Notes, NullIfEmpty(before?.Notes), NullIfEmpty(after.Notes)));

    public static IReadOnlyList<FieldChange> Of(GoalForm? before, GoalForm after) => Changed(
        (PlanField.Objective, before?.Objective, after.Objective),
        (PlanField.TargetTotal, Points(before?.Targets.Total), Points(after.Targets.Total)),
        (PlanField.TargetAnchoring, Points(before?.Targets.Anchoring), Points(after.Targets.Anchoring)),
        (PlanField.TargetContent, Points(before?.Targets.Content), Points(after.Targets.Content)),
        (PlanField.TargetReach, Points(before?.Targets.Reach), Points(after.Targets.Reach)),
        (PlanField.Due, Date(before?.Due), Date(after.Due)),
        (PlanField.Owner, before is null ? null : Dutch.Of(before.Owner), Dutch.Of(after.Owner)),
        (PlanField.Status, before is null ? null : Dutch.Of(before.Status), Dutch.Of(after.Status)),
        (PlanField.Notes, NullIfEmpty(before?.Notes), NullIfEmpty(after.Notes)),
        (PlanField.Measures, Measures(before), Measures(after)));

    private static IReadOnlyList<FieldChange> Changed(
        params IEnumerable<(PlanField Field, string? Before, string? After)> fields) =>
        [.. fields.Where(f => f.Before != f.After).Select(f => new FieldChange(f.Field, f.Before, f.After))];

    private static string Period(Plan plan) => plan.FromYear == plan.ToYear
        ? plan.FromYear.ToString(CultureInfo.InvariantCulture)
        : FormattableString.Invariant($"{plan.FromYear}–{plan.ToYear}");

    private static string? Points(decimal? points) => points is { } given ? Dutch.Number(given) : null;

    private static string? Date(DateOnly? date) => date is { } given ? Dutch.Date(given) : null;

    private static string? Measures(GoalForm? goal) =>
        goal is null ? null : NullIfEmpty(string.Join("; ", goal.Measures.Select(m => m.Label)));

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>A line of a plan's history.</summary>
/// <param name="Id">Rises with time.</param>
/// <param name="PlanId">Of which plan.</param>
/// <param name="GoalId">Null: the plan itself.</param>
/// <param name="At">When.</param>
/// <param name="By">The subject of the token that was used.</param>
/// <param name="Action">What was done.</param>
/// <param name="Changes">From what to what.</param>
public sealed record PlanChange(
    long Id,
    Guid PlanId,
    Guid? GoalId,
    DateTimeOffset At,
    string By,
    PlanAction Action,
    IReadOnlyList<FieldChange> Changes)
{
    /// <summary>The line in Dutch: "Doel gewijzigd: streefscore van 60 naar 75."</summary>
    public string Text => Changes.Count == 0
        ? $"{Dutch.Of(Action)}."
        : $"{Dutch.Of(Action)}: {string.Join("; ", Changes.Select(TextOf))}.";

    private static string TextOf(FieldChange change) => (change.Before, change.After) switch
    {
        (null, var after) => $"{Dutch.Of(change.Field)} {after}",
        (var before, null) => $"{Dutch.Of(change.Field)} {before} vervalt",
        var (before, after) => $"{Dutch.Of(change.Field)} van {before} naar {after}",
    };
}
