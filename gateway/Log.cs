namespace Monitor.Gateway;

/// <summary>Every message that the gateway logs.</summary>
internal static partial class Log
{
    [LoggerMessage(6000, LogLevel.Information,
        "Serving {Supergraph}: {Subgraphs}, transport {Transport}, cache {Cache}")]
    public static partial void Serving(
        this ILogger log, string supergraph, string subgraphs, Transport transport, string cache);

    [LoggerMessage(6001, LogLevel.Warning, "Subgraph {Subgraph} {Reason}: its fields are null in this answer")]
    public static partial void SubgraphFailed(this ILogger log, string subgraph, string reason);

    [LoggerMessage(6002, LogLevel.Error, "Planning failed: {Reason}")]
    public static partial void PlanningFailed(this ILogger log, string reason);

    [LoggerMessage(6003, LogLevel.Warning, "{Prefix}: {Service} {Reason}")]
    public static partial void ForwardFailed(this ILogger log, string prefix, string service, string reason);

    [LoggerMessage(6010, LogLevel.Warning,
        "Redis does not answer: {Reason}. Answering without its cache")]
    public static partial void RedisGone(this ILogger log, string reason);

    [LoggerMessage(6011, LogLevel.Information, "Redis answers again")]
    public static partial void RedisBack(this ILogger log);

    [LoggerMessage(6012, LogLevel.Information, "Cached aggregates of group {Group} are dropped: now {Version}")]
    public static partial void GroupDropped(this ILogger log, string group, string version);

    [LoggerMessage(6013, LogLevel.Warning, "The other replicas of the gateway are not heard: {Reason}")]
    public static partial void ReplicasNotHeard(this ILogger log, string reason);

    [LoggerMessage(6014, LogLevel.Error, "What hears {Topic} from the replicas of the gateway failed")]
    public static partial void ReplicaHandlerFailed(this ILogger log, string topic, Exception failure);
}
