using Microsoft.Extensions.Logging;

namespace Monitor.Hosting;

/// <summary>Every message of this project. Numbers 1000 to 1099.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "Call to {Path} refused: caller {CallerApp} is not named there")]
    public static partial void CallerRefused(this ILogger log, string callerApp, string path);

    [LoggerMessage(1002, LogLevel.Information, "Token refused: {Reason}")]
    public static partial void TokenRefused(this ILogger log, string reason);

    [LoggerMessage(1003, LogLevel.Information, "Keys that sign tokens, of {Source}: {Keys}")]
    public static partial void KeysRead(this ILogger log, string source, string keys);

    [LoggerMessage(1004, LogLevel.Error, "Keys that sign tokens could not be read from {Source}: {Reason}")]
    public static partial void KeysNotRead(this ILogger log, string source, string reason);

    [LoggerMessage(1010, LogLevel.Information, "Migration {Set}/{Number} {Name} applied")]
    public static partial void MigrationApplied(this ILogger log, string set, int number, string name);

    [LoggerMessage(1011, LogLevel.Warning, "Migration {Set}/{Number} is in the database but not in this build")]
    public static partial void MigrationUnknown(this ILogger log, string set, int number);

    [LoggerMessage(1012, LogLevel.Warning, "The database does not answer yet: {Reason}; trying again")]
    public static partial void DatabaseNotYet(this ILogger log, string reason);

    [LoggerMessage(1013, LogLevel.Information, "Seeded by {Seeder} from {Folder}")]
    public static partial void Seeded(this ILogger log, string seeder, string folder);

    [LoggerMessage(1014, LogLevel.Error, "The database does not answer; a client was told so")]
    public static partial void DatabaseAway(this ILogger log, Exception failure);

    [LoggerMessage(1015, LogLevel.Error, "{Path} failed; the client was told trace {Trace}")]
    public static partial void RouteFailed(this ILogger log, Exception failure, string path, string trace);

    [LoggerMessage(1042, LogLevel.Information, "Mail is off (Mail:Delivery): mails stay queued")]
    public static partial void MailIsOff(this ILogger log);

    // Ids only: a mail's failure may repeat an address, and stands in the queue.
    [LoggerMessage(1043, LogLevel.Warning, "Mail {Mail} failed after {Attempts} attempts")]
    public static partial void MailFailed(this ILogger log, Guid mail, int attempts);

    [LoggerMessage(1044, LogLevel.Warning, "Mail {Mail} not sent at attempt {Attempts}; it is tried again")]
    public static partial void MailPostponed(this ILogger log, Guid mail, int attempts);

    [LoggerMessage(1045, LogLevel.Error, "The queue of mails failed, and is looked at again")]
    public static partial void MailQueueFailed(this ILogger log, Exception failure);

    [LoggerMessage(1020, LogLevel.Information, "Retention of {Rule}: {Rows} rows are gone")]
    public static partial void RetentionApplied(this ILogger log, string rule, int rows);

    [LoggerMessage(1021, LogLevel.Error, "Retention of {Rule} failed; it is tried again in an hour")]
    public static partial void RetentionFailed(this ILogger log, Exception failure, string rule);
}
