namespace Monitor.Sidecar;

/// <summary>Every message of the stand-in, 9000 to 9099.</summary>
internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Information, "{App} on port {Port} is ready; it hears {Count} topics")]
    public static partial void AppReady(this ILogger log, string app, int port, int count);

    [LoggerMessage(9002, LogLevel.Warning, "{App} is not healthy; nothing is delivered to it")]
    public static partial void AppUnhealthy(this ILogger log, string app);

    [LoggerMessage(9003, LogLevel.Critical, "{App} gets nothing: {Reason}")]
    public static partial void AppRefused(this ILogger log, string app, string reason);

    [LoggerMessage(9004, LogLevel.Warning, "{App} answered {Status} to {Path}")]
    public static partial void AppAnswered(this ILogger log, string app, string path, int status);

    [LoggerMessage(9005, LogLevel.Warning, "{App} did not answer {Path}: {Reason}")]
    public static partial void AppDidNotAnswer(this ILogger log, string app, string path, string reason);

    [LoggerMessage(9006, LogLevel.Error, "Subscriptions of {App} are unreadable: {Reason}")]
    public static partial void SubscriptionsUnreadable(this ILogger log, string app, string reason);

    [LoggerMessage(9007, LogLevel.Warning, "{App} does not hear {Topic}: {Reason}")]
    public static partial void SubscriptionIgnored(this ILogger log, string app, string topic, string reason);

    [LoggerMessage(9010, LogLevel.Warning, "{App} {Topic} {Entry} was not handled: {Reason}")]
    public static partial void DeliveryFailed(
        this ILogger log, string app, string topic, string entry, string reason);

    [LoggerMessage(9011, LogLevel.Warning, "{App} dropped {Topic} {Entry}")]
    public static partial void EventDropped(this ILogger log, string app, string topic, string entry);

    [LoggerMessage(9012, LogLevel.Warning, "{App}: {Topic} {Entry} is now in {DeadLetters}")]
    public static partial void DeadLettered(
        this ILogger log, string app, string topic, string entry, string deadLetters);

    [LoggerMessage(9013, LogLevel.Error, "{App}: dead letters {DeadLetters} cannot be written: {Reason}")]
    public static partial void DeadLetterFailed(this ILogger log, string app, string deadLetters, string reason);

    [LoggerMessage(9014, LogLevel.Error, "{App}: {Topic} {Entry} is acknowledged unhandled, and so lost, as by daprd")]
    public static partial void EventLost(this ILogger log, string app, string topic, string entry);

    [LoggerMessage(9020, LogLevel.Warning, "{Component} at {Host}: {Failure}")]
    public static partial void BrokerConnectionFailed(
        this ILogger log, string component, string host, string failure);

    [LoggerMessage(9021, LogLevel.Warning, "{App} cannot read its topics: {Reason}")]
    public static partial void BrokerReadFailed(this ILogger log, string app, string reason);

    [LoggerMessage(9022, LogLevel.Information, "{App} cannot look for pending entries: {Reason}")]
    public static partial void ReclaimFailed(this ILogger log, string app, string reason);

    [LoggerMessage(9023, LogLevel.Warning, "{App} cannot acknowledge: {Reason}")]
    public static partial void AcknowledgeFailed(this ILogger log, string app, string reason);
}
