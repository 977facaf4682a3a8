using Microsoft.Extensions.Logging;

namespace Monitor.Dapr;

/// <summary>Every message of this project, 3000 to 3099.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Warning, "The relay lost its database; again in {Pause}")]
    public static partial void RelayLostDatabase(this ILogger log, Exception failure, TimeSpan pause);

    [LoggerMessage(3002, LogLevel.Error, "Event {EventId} on {Topic} is refused; it stays in the outbox")]
    public static partial void EventRefused(this ILogger log, Exception failure, Guid eventId, string topic);

    [LoggerMessage(3003, LogLevel.Warning, "The broker takes no events; {Waiting} wait in the outbox")]
    public static partial void BrokerFailed(this ILogger log, Exception failure, int waiting);

    [LoggerMessage(3004, LogLevel.Warning, "No sidecar (DAPR_HTTP_PORT): events stay in the outbox, none is received")]
    public static partial void NoSidecar(this ILogger log);

    [LoggerMessage(3010, LogLevel.Warning, "Dropped a delivery on {Topic}: {Reason}")]
    public static partial void DeliveryDropped(this ILogger log, string topic, string reason);

    [LoggerMessage(3011, LogLevel.Information, "Passed over event {EventId} of type {Type}: not heard here")]
    public static partial void TypeNotHeard(this ILogger log, string eventId, string? type);

    [LoggerMessage(3012, LogLevel.Error, "Event {EventId} of {Topic} was not handled; it comes again")]
    public static partial void HandlerFailed(this ILogger log, Exception failure, string eventId, string topic);

    [LoggerMessage(3015, LogLevel.Warning, "{Count} events of {Topic} were not handled together; each by itself now")]
    public static partial void ManyFailed(this ILogger log, Exception failure, int count, string topic);

    [LoggerMessage(3013, LogLevel.Warning, "Event {EventId} of {Topic} waits: the database does not answer")]
    public static partial void DatabaseDown(this ILogger log, Exception failure, string eventId, string topic);

    [LoggerMessage(3014, LogLevel.Warning, "Event {EventId} of {Topic} dropped by its handler")]
    public static partial void HandlerDropped(this ILogger log, string eventId, string topic);

    [LoggerMessage(EventId = 3020, Message = "Cannot ask {Publisher} for missed events: {Reason}")]
    public static partial void CatchUpFailed(this ILogger log, LogLevel level, string publisher, string reason);

    [LoggerMessage(3021, LogLevel.Information, "Caught up {Count} events of {Publisher}, up to {Position}")]
    public static partial void CaughtUp(this ILogger log, int count, string publisher, long position);

    [LoggerMessage(3022, LogLevel.Error,
        "{Publisher} keeps events from {Oldest} on, and {Position} was the last handled: some are lost for ever")]
    public static partial void EventsForgotten(this ILogger log, string publisher, long oldest, long position);

    [LoggerMessage(3023, LogLevel.Error,
        "{Publisher} is at position {Through}, and {Position} was handled: its database went back in time")]
    public static partial void PublisherWentBack(this ILogger log, string publisher, long through, long position);

    [LoggerMessage(3024, LogLevel.Error, "Catching up with {Publisher} stopped unexpectedly; it begins again")]
    public static partial void CatchUpBroke(this ILogger log, Exception failure, string publisher);

    [LoggerMessage(3030, LogLevel.Warning, "Old events could not be deleted; tried again in an hour")]
    public static partial void RetentionFailed(this ILogger log, Exception failure);
}
