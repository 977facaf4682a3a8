namespace Monitor.Community;

/// <summary>Every message that this service writes, 4000 to 4999.</summary>
internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Information, "{Objectives} objectives of questionnaire {Questionnaire} learned")]
    public static partial void ObjectivesLearned(this ILogger log, int objectives, string questionnaire);

    [LoggerMessage(4002, LogLevel.Information, "{Tips} tips of the seeds are there")]
    public static partial void TipsSeeded(this ILogger log, int tips);

    [LoggerMessage(4041, LogLevel.Information, "{Topics} topics of the seeds are there")]
    public static partial void TopicsSeeded(this ILogger log, int topics);

    [LoggerMessage(4040, LogLevel.Information, "The texts of {Objectives} objectives of the seeds are there")]
    public static partial void ObjectiveTextsSeeded(this ILogger log, int objectives);

    [LoggerMessage(4042, LogLevel.Warning, "Older texts stay in the index of the newest; it is tried again")]
    public static partial void SearchNotAged(this ILogger log, Exception failure);

    [LoggerMessage(4020, LogLevel.Warning, "News that is due could not be let out; it is tried again")]
    public static partial void NewsNotPublished(this ILogger log, Exception failure);

    [LoggerMessage(4030, LogLevel.Warning, "Nobody could be told of {Cause} at attempt {Attempt}; it is tried again")]
    public static partial void NotificationNotTold(this ILogger log, Exception failure, string cause, int attempt);

    [LoggerMessage(4031, LogLevel.Warning, "Digests that are due could not be queued; it is tried again")]
    public static partial void DigestsNotQueued(this ILogger log, Exception failure);

    [LoggerMessage(4010, LogLevel.Information, "{Municipalities} municipalities and {Regions} regions learned")]
    public static partial void AreasLearned(this ILogger log, int municipalities, int regions);

    [LoggerMessage(4011, LogLevel.Information, "{Personas} personas of the seeds added")]
    public static partial void PersonasSeeded(this ILogger log, int personas);

    [LoggerMessage(4012, LogLevel.Information, "{Domains} e-mail domains of the demonstration added")]
    public static partial void DomainsSeeded(this ILogger log, int domains);

    [LoggerMessage(4050, LogLevel.Information, "Member {Member} is erased")]
    public static partial void MemberErased(this ILogger log, Guid member);

    [LoggerMessage(4051, LogLevel.Warning, "Member {Member} is not erased yet; it is tried again")]
    public static partial void ErasureFailed(this ILogger log, Exception failure, Guid member);

    [LoggerMessage(4053, LogLevel.Warning, "Broker:Host is not set: its streams are bounded by length only")]
    public static partial void BrokerNotReached(this ILogger log);

    [LoggerMessage(4054, LogLevel.Information, "{Entries} entries of the broker's streams are gone by age")]
    public static partial void StreamsTrimmed(this ILogger log, long entries);

    [LoggerMessage(4055, LogLevel.Error, "The broker's streams are not trimmed; it is tried again")]
    public static partial void StreamsNotTrimmed(this ILogger log, Exception failure);

    [LoggerMessage(4056, LogLevel.Warning, "Account {Member} is an administrator now, by command")]
    public static partial void AdministratorGranted(this ILogger log, Guid member);

    [LoggerMessage(4052, LogLevel.Error, "Who is to be erased cannot be read; it is tried again")]
    public static partial void ErasuresNotRead(this ILogger log, Exception failure);
}
