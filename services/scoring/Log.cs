namespace Monitor.Scoring;

/// <summary>Every message of scoring. Numbers 2000 to 2999.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information,
        "Response {ResponseId} revision {Revision} scored with {RuleSet}: {Answered} objectives answered")]
    public static partial void ResponseScored(
        this ILogger log, string responseId, int revision, string ruleSet, int answered);

    [LoggerMessage(2002, LogLevel.Warning,
        "Response {ResponseId} revision {Revision} waits: no rule set for questionnaire {Questionnaire}; run seed")]
    public static partial void NoRuleSet(this ILogger log, string responseId, int revision, string questionnaire);

    [LoggerMessage(2003, LogLevel.Warning,
        "Response {ResponseId} revision {Revision} not scored: questionnaire does not have it")]
    public static partial void NoSuchRevision(this ILogger log, string responseId, int revision);

    [LoggerMessage(2004, LogLevel.Information, "Response {ResponseId} withdrawn at revision {Revision}")]
    public static partial void ResponseWithdrawn(this ILogger log, string responseId, int revision);

    [LoggerMessage(2006, LogLevel.Warning, "Questionnaire did not say which rounds there are")]
    public static partial void RoundsNotKnown(this ILogger log, Exception failure);

    [LoggerMessage(2011, LogLevel.Warning,
        "Suggestions of round {Round} come without what others use: benchmark did not answer")]
    public static partial void NoMeasureUse(this ILogger log, int round, Exception failure);

    [LoggerMessage(2010, LogLevel.Warning, "Questionnaire did not say what municipalities are called")]
    public static partial void NamesNotKnown(this ILogger log, Exception failure);

    [LoggerMessage(2005, LogLevel.Information, "Rule set {RuleSet} published")]
    public static partial void RuleSetPublished(this ILogger log, string ruleSet);

    [LoggerMessage(2007, LogLevel.Information, "Round {Round} scored again with {RuleSet} in {Elapsed}")]
    public static partial void RoundRecalculated(this ILogger log, int round, string ruleSet, TimeSpan elapsed);

    [LoggerMessage(2008, LogLevel.Error, "Round {Round} not scored again with {RuleSet}: tried again later")]
    public static partial void RecalculationFailed(this ILogger log, int round, string ruleSet, Exception failure);

    [LoggerMessage(2009, LogLevel.Error, "Looking for recalculations failed: tried again later")]
    public static partial void RecalculationLookFailed(this ILogger log, Exception failure);
}
