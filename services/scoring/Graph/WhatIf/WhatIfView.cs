using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Graph;

/// <summary>Scores before and after, as their municipality sees them.</summary>
public sealed record WhatIfView(
    int Round, WhatIfBase From, int? Revision, Questionnaire Asked, ScoreCard Before, ScoreCard After)
{
    public string RuleSet => After.RuleSet;

    public string Questionnaire => Asked.Id;

    public AverageChangeView Average => AverageChangeView.Of(Before.Average, After.Average, Before.Band, After.Band);

    public IReadOnlyList<ThemeChangeView> Themes =>
    [
        .. Before.Themes.Zip(After.Themes, (before, after) => new ThemeChangeView(
            after.Theme,
            AverageChangeView.Of(before.Average, after.Average, before.Band, after.Band))),
    ];

    /// <summary>Those that are answered before or after, in the order of the questionnaire.</summary>
    public IReadOnlyList<ObjectiveChangeView> Objectives =>
    [
        .. Asked.Objectives
            .Select(o => (Before: Find(Before, o.Id), After: Find(After, o.Id)))
            .Where(o => o.Before is not null || o.After is not null)
            .Select(o => new ObjectiveChangeView(Asked.Id, o.Before, o.After)),
    ];

    private static ObjectiveScore? Find(ScoreCard card, string objective) =>
        card.Objectives.FirstOrDefault(o => o.Objective == objective);
}

/// <summary>An average before and after, rounded for display; the bands are of the unrounded ones.</summary>
public sealed record AverageChangeView(
    decimal? Before, decimal? After, decimal? Difference, Band? BandBefore, Band? BandAfter)
{
    public static AverageChangeView Of(decimal? before, decimal? after, Band? bandBefore, Band? bandAfter) => new(
        Shown(before), Shown(after), Shown(after - before), bandBefore, bandAfter);

    private static decimal? Shown(decimal? points) => points is { } exact ? Points.Shown(exact) : null;
}

public sealed record ThemeChangeView(Theme Theme, AverageChangeView Average);

/// <summary>The scores of one objective before and after; null where it is not answered.</summary>
public sealed record ObjectiveChangeView(string Questionnaire, ObjectiveScore? Earlier, ObjectiveScore? Later)
{
    public ObjectiveReference Objective => new((Later ?? Earlier)!.Objective);

    public ObjectiveScoreView? Before => ObjectiveScoreView.Of(Questionnaire, Earlier);

    public ObjectiveScoreView? After => ObjectiveScoreView.Of(Questionnaire, Later);

    /// <summary>An objective that is not answered counts as 0 here.</summary>
    public PartDifference Difference => new(
        Points.Plain((Later?.Anchoring ?? 0) - (Earlier?.Anchoring ?? 0)),
        Points.Plain((Later?.Content ?? 0) - (Earlier?.Content ?? 0)),
        Points.Plain((Later?.Reach ?? 0) - (Earlier?.Reach ?? 0)),
        Points.Plain((Later?.Total ?? 0) - (Earlier?.Total ?? 0)));
}

public sealed record PartDifference(decimal Anchoring, decimal Content, decimal Reach, decimal Total);
