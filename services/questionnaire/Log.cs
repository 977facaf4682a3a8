using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire;

/// <summary>Every message that this service writes, 1000 to 1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information,
        "Areas {Edition} loaded: {Municipalities} municipalities, {Regions} regions, {Successions} successions")]
    public static partial void AreasLoaded(
        this ILogger log, string edition, int municipalities, int regions, int successions);

    [LoggerMessage(1002, LogLevel.Information, "Questionnaire {Questionnaire} published with {Objectives} objectives")]
    public static partial void QuestionnairePublished(this ILogger log, string questionnaire, int objectives);

    [LoggerMessage(1003, LogLevel.Information, "Round {Round} added as {Status}, with {Responses} submitted responses")]
    public static partial void RoundAdded(this ILogger log, int round, RoundStatus status, int responses);

    [LoggerMessage(1020, LogLevel.Information, "Round {Round} opened by the clock")]
    public static partial void RoundOpened(this ILogger log, int round);

    [LoggerMessage(1021, LogLevel.Information, "Round {Round} closed; its responses stand")]
    public static partial void RoundClosed(this ILogger log, int round);

    [LoggerMessage(1022, LogLevel.Error, "What is due by the clock failed, and is tried again")]
    public static partial void ClockFailed(this ILogger log, Exception failure);

    [LoggerMessage(1030, LogLevel.Information,
        "Import {Import} into round {Round}: {Municipalities} responses, {Answers} answers, file {Sha256}")]
    public static partial void ResponsesImported(
        this ILogger log, Guid import, int round, int municipalities, int answers, string sha256);

    [LoggerMessage(1031, LogLevel.Information, "Research file of round {Round} given out: {Rows} municipalities")]
    public static partial void ResearchFileGiven(this ILogger log, int round, int rows);

    [LoggerMessage(1040, LogLevel.Information, "{Queued} invitations queued")]
    public static partial void InvitationsQueued(this ILogger log, int queued);

    [LoggerMessage(1041, LogLevel.Information, "Reminder of round {Round} queued for {Municipalities} municipalities")]
    public static partial void ReminderQueued(this ILogger log, int round, int municipalities);
}
