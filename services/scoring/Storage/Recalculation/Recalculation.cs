namespace Monitor.Scoring.Storage;

/// <summary>A round (meting) whose scores a rule set comes beside.</summary>
/// <param name="RuleSet">Id of the rule set.</param>
/// <param name="Round">Year of the round.</param>
/// <param name="Questionnaire">The questionnaire of that round.</param>
/// <param name="Total">Responses that counted when the rule set was published.</param>
/// <param name="Done">Responses scored by it so far.</param>
/// <param name="After">Cursor of the next batch; empty for the first.</param>
/// <param name="RequestedAt">When the rule set was published.</param>
/// <param name="FinishedAt">Null while there is something left.</param>
/// <param name="Problem">Why the last try failed; null when it did not.</param>
public sealed record Recalculation(
    string RuleSet,
    int Round,
    string Questionnaire,
    int Total,
    int Done,
    string After,
    DateTimeOffset RequestedAt,
    DateTimeOffset? FinishedAt,
    string? Problem);
