namespace Monitor.Scoring.Domain;

/// <summary>Scores of the answered objectives of one revision, in the order of the questionnaire.</summary>
/// <remarks>
/// <c>Average</c> is the mean total of the answered objectives, unrounded, and <c>Band</c> its band; both are null when
/// none was answered. <c>RuleSet</c> is the id of the rules that were used. <c>Themes</c> has every theme of the
/// questionnaire.
/// </remarks>
public sealed record ScoreCard(
    string RuleSet,
    decimal? Average,
    Band? Band,
    IReadOnlyList<ThemeScore> Themes,
    IReadOnlyList<ObjectiveScore> Objectives);

/// <summary>The mean of the answered objectives of one theme.</summary>
/// <param name="Theme">The theme.</param>
/// <param name="Average">Unrounded; null when none of its objectives was answered.</param>
/// <param name="Band">Band of the average; null with it.</param>
/// <param name="Objectives">Objectives of the theme in the questionnaire.</param>
/// <param name="Answered">Those of them that were answered.</param>
public sealed record ThemeScore(Theme Theme, decimal? Average, Band? Band, int Objectives, int Answered);
