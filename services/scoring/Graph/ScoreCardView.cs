using Monitor.Scoring.Domain;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>A scored revision as clients see it.</summary>
public sealed record ScoreCardView(ScoredResponse Scored)
{
    public int Round => Scored.Round;

    public string RuleSet => Scored.Card.RuleSet;

    public string Questionnaire => Scored.Questionnaire;

    public int Revision => Scored.Revision;

    public bool Generated => Scored.Generated;

    /// <summary>Rounded for display only: the band is of the unrounded average.</summary>
    public decimal? Average => Scored.Card.Average is { } exact ? Points.Shown(exact) : null;

    public Band? Band => Scored.Card.Band;

    public IReadOnlyList<ThemeScoreView> Themes => [.. Scored.Card.Themes.Select(t => new ThemeScoreView(t))];

    public IReadOnlyList<ObjectiveScoreView> Objectives =>
        [.. Scored.Card.Objectives.Select(o => new ObjectiveScoreView(Scored.Questionnaire, o))];
}

/// <summary>A theme's mean as clients see it.</summary>
public sealed record ThemeScoreView(ThemeScore Score)
{
    public Theme Theme => Score.Theme;

    /// <summary>Rounded for display only: the band is of the unrounded average.</summary>
    public decimal? Average => Score.Average is { } exact ? Points.Shown(exact) : null;

    public Band? Band => Score.Band;

    public int Objectives => Score.Objectives;

    public int Answered => Score.Answered;
}

/// <summary>An objective's score as clients see it.</summary>
public sealed record ObjectiveScoreView(string Questionnaire, ObjectiveScore Score)
{
    public ObjectiveReference Objective => new(Score.Objective);

    public decimal Anchoring => Score.Anchoring;

    public decimal Content => Score.Content;

    public decimal Reach => Score.Reach;

    public decimal Total => Score.Total;

    public Band Band => Score.Band;

    public IReadOnlyList<ScorePointView> Explanation =>
        [.. Score.Explanation.Select(p => new ScorePointView(Questionnaire, p))];

    public static ObjectiveScoreView? Of(string questionnaire, ObjectiveScore? score) =>
        score is null ? null : new ObjectiveScoreView(questionnaire, score);
}

/// <summary>A line of an explanation as clients see it.</summary>
public sealed record ScorePointView(string Questionnaire, ScorePoint Point)
{
    public Part Part => Point.Part;

    public string Question => Point.Question;

    public decimal Points => Point.Points;

    public decimal Missed => Point.Missed;

    public decimal Maximum => Point.Maximum;

    public string Reason => Point.Reason;
}
