namespace Monitor.Scoring.Domain;

/// <summary>Scores of the answered objectives of one revision, in the order of the questionnaire.</summary>
/// <remarks>
/// <c>Average</c> is the mean total of the answered objectives, unrounded, and <c>Band</c> its band; both are null when
/// none was answered. <c>RuleSet</c> is the id of the rules that were used.
/// </remarks>
public sealed record ScoreCard(
    string RuleSet, decimal? Average, Band? Band, IReadOnlyList<ObjectiveScore> Objectives);
