namespace Monitor.Gateway;

/// <summary>Every message that the gateway logs.</summary>
internal static partial class Log
{
    [LoggerMessage(6000, LogLevel.Information,
        "Serving {Supergraph}: {Subgraphs}, transport {Transport}, cache {Cache}")]
    public static partial void Serving(
        this ILogger log, string supergraph, string subgraphs, Transport transport, string cache);

    [LoggerMessage(6001, LogLevel.Warning,
        "{Reason}: subgraph {Subgraph} {Failure}. Its fields are null in this answer")]
    public static partial void SubgraphFailed(this ILogger log, string subgraph, string reason, string failure);

    [LoggerMessage(6004, LogLevel.Warning,
        "Subgraph {Subgraph} failed {Failures} times in a row: it is left alone for {Milliseconds} ms")]
    public static partial void CircuitOpened(this ILogger log, string subgraph, int failures, double milliseconds);

    [LoggerMessage(6005, LogLevel.Information, "Subgraph {Subgraph} answers again")]
    public static partial void CircuitClosed(this ILogger log, string subgraph);

    [LoggerMessage(6006, LogLevel.Debug, "{Reason}: subgraph {Subgraph} was not asked")]
    public static partial void SubgraphNotAsked(this ILogger log, string subgraph, string reason);

    [LoggerMessage(6002, LogLevel.Error, "Planning failed: {Reason}")]
    public static partial void PlanningFailed(this ILogger log, string reason);

    [LoggerMessage(6003, LogLevel.Warning, "{Prefix}: {Service} {Reason}")]
    public static partial void ForwardFailed(this ILogger log, string prefix, string service, string reason);

    [LoggerMessage(6007, LogLevel.Information, "Serving supergraph {Hash} in the place of {Before}: {Subgraphs}")]
    public static partial void SupergraphReplaced(this ILogger log, string hash, string before, string subgraphs);

    [LoggerMessage(6008, LogLevel.Error,
        "{File} now holds {Hash}, which cannot be served; {Served} is served on. {Fault}")]
    public static partial void SupergraphRefused(
        this ILogger log, string file, string hash, string served, string fault);

    [LoggerMessage(6009, LogLevel.Warning, "There is no {File} any more that can be read; {Served} is served on")]
    public static partial void SupergraphMissing(this ILogger log, string file, string served);

    [LoggerMessage(6020, LogLevel.Warning, "Changes of {File} are not told by the system, only looked for: {Fault}")]
    public static partial void SupergraphNotWatched(this ILogger log, string file, string fault);

    [LoggerMessage(6010, LogLevel.Warning,
        "Redis does not answer: {Reason}. Answering without its cache")]
    public static partial void RedisGone(this ILogger log, string reason);

    [LoggerMessage(6011, LogLevel.Information, "Redis answers again")]
    public static partial void RedisBack(this ILogger log);

    [LoggerMessage(6012, LogLevel.Information, "Cached aggregates of {Groups} are dropped, by {Cause}")]
    public static partial void GroupsDropped(this ILogger log, string groups, string cause);

    [LoggerMessage(6015, LogLevel.Error, "Event {Topic} {Id} does not say what it makes stale: nothing is dropped")]
    public static partial void EventUnreadable(this ILogger log, string topic, string id);

    [LoggerMessage(6016, LogLevel.Warning,
        "Redis did not take that {Groups} are stale: tried again until it does, and passed by here until then")]
    public static partial void DropPending(this ILogger log, string groups);

    [LoggerMessage(6017, LogLevel.Warning, "Redis refuses: {Reason}. What is cached is used, nothing is added")]
    public static partial void RedisRefuses(this ILogger log, string reason);

    [LoggerMessage(6018, LogLevel.Warning, "Refilling a stale answer of {Subgraph} failed")]
    public static partial void RefillFailed(this ILogger log, string subgraph, Exception failure);

    [LoggerMessage(6020, LogLevel.Error, "An event of another replica of the gateway cannot be read: {Reason}")]
    public static partial void ReplicaEventUnreadable(this ILogger log, string reason);

    [LoggerMessage(6021, LogLevel.Warning,
        "The new supergraph has subscriptions to other topics; they are heard after a restart. Now: {Topics}")]
    public static partial void NewTopics(this ILogger log, string topics);

    [LoggerMessage(6023, LogLevel.Warning,
        "{App} does not say who may what: {Reason}. Queries are answered by what it said before, while that may be")]
    public static partial void MembershipsAway(this ILogger log, string app, string reason);

    [LoggerMessage(6024, LogLevel.Information, "{App} says again who may what")]
    public static partial void MembershipsBack(this ILogger log, string app);

    [LoggerMessage(6025, LogLevel.Debug, "A caller was refused, as nobody says what they may: {Reason}")]
    public static partial void MembershipUnknown(this ILogger log, string reason);

    [LoggerMessage(6026, LogLevel.Information, "Internal tokens are signed by the key {Key} now")]
    public static partial void InternalKeyReplaced(this ILogger log, string key);

    [LoggerMessage(6027, LogLevel.Error, "{Fault} Internal tokens are signed by the key {Key} on")]
    public static partial void InternalKeyRefused(this ILogger log, string fault, string key);

    [LoggerMessage(6028, LogLevel.Error, "A change of a membership cannot be read: {Reason}")]
    public static partial void MembershipChangeUnreadable(this ILogger log, string reason);

    [LoggerMessage(6022, LogLevel.Warning, "No setting says who meets the policy {Policy}: nobody does")]
    public static partial void PolicyUnknown(this ILogger log, string policy);

    [LoggerMessage(6013, LogLevel.Warning, "The other replicas of the gateway are not heard: {Reason}")]
    public static partial void ReplicasNotHeard(this ILogger log, string reason);

    [LoggerMessage(6014, LogLevel.Error, "What hears {Topic} from the replicas of the gateway failed")]
    public static partial void ReplicaHandlerFailed(this ILogger log, string topic, Exception failure);
}
