using System.Text.Json;

using StackExchange.Redis;

namespace Monitor.Sidecar;

/// <summary><c>POST /v1.0/publish/PUBSUB/TOPIC</c>: 204 once the broker has the event.</summary>
internal sealed class PublishRoute(Brokers brokers, SidecarResources resources, TimeProvider time)
{
    public async Task HandleAsync(HttpContext http, SidecarApp app, string pubSub, string topic)
    {
        if (await FindBrokerAsync(http, app, pubSub, topic) is not { } broker)
        {
            return;
        }
        var metadata = PublishMetadata.From(http.Request.Query);
        if (metadata.IsRaw is not { } isRaw)
        {
            await DaprError.PubSubAsync(http, StatusCodes.Status400BadRequest, "ERR_PUBSUB_REQUEST_METADATA",
                "DAPR_PUBSUB_METADATA_DESERIALIZATION", pubSub, "rawPayload is no boolean");
            return;
        }

        var body = await BodyReading.ReadAsync(http.Request, http.RequestAborted);
        try
        {
            var data = isRaw
                ? body
                : Envelope.Make(body, http.Request.ContentType, metadata, ContextOf(http, app, pubSub, topic));
            await PublishAsync(broker, app.Id, topic, data, metadata.ToJson(), http.RequestAborted);
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (JsonException fault)
        {
            await DaprError.PubSubAsync(http, StatusCodes.Status500InternalServerError,
                "ERR_PUBSUB_CLOUD_EVENTS_SER", "DAPR_PUBSUB_CLOUD_EVENT_CREATION", pubSub,
                $"cannot create cloudevent: {fault.Message}");
        }
        catch (Exception failure) when (IsOfBroker(failure))
        {
            await DaprError.PubSubAsync(http, StatusCodes.Status500InternalServerError,
                "ERR_PUBSUB_PUBLISH_MESSAGE", "DAPR_PUBSUB_PUBLISH_MESSAGE", pubSub,
                $"error when publish to topic {topic} in pubsub {pubSub}: {failure.Message}");
        }
    }

    /// <summary>The component, when the app may publish there; else the error is written and null comes back.</summary>
    public async Task<RedisStreams?> FindBrokerAsync(HttpContext http, SidecarApp app, string pubSub, string topic)
    {
        if (brokers.Find(pubSub, app.Id) is not { } broker)
        {
            await DaprError.PubSubAsync(http, StatusCodes.Status404NotFound, "ERR_PUBSUB_NOT_FOUND",
                "DAPR_PUBSUB_NOT_FOUND", pubSub, $"pubsub {pubSub} is not found", withResource: false);
            return null;
        }
        if (topic.Length == 0)
        {
            await DaprError.PubSubAsync(http, StatusCodes.Status404NotFound, "ERR_TOPIC_NAME_EMPTY",
                "DAPR_PUBSUB_NAME_EMPTY", pubSub, $"topic is empty in pubsub {pubSub}");
            return null;
        }
        if (!broker.Component.Scopes.MayPublish(app.Id, topic))
        {
            await DaprError.PubSubAsync(http, StatusCodes.Status403Forbidden, "ERR_PUBSUB_FORBIDDEN",
                "DAPR_PUBSUB_FORBIDDEN", pubSub, $"topic {topic} is not allowed for app id {app.Id}");
            return null;
        }
        return broker;
    }

    /// <summary>Under the component's outbound policies.</summary>
    public Task PublishAsync(
        RedisStreams broker, string appId, string topic, byte[] data, string metadata,
        CancellationToken cancellationToken) =>
        Repeat.RunAsync(
            resources.Resiliency.Outbound(appId, broker.Component.Name),
            limit => broker.AddAsync(topic, data, metadata).WaitAsync(limit), time, cancellationToken);

    public EnvelopeContext ContextOf(HttpContext http, SidecarApp app, string pubSub, string topic) => new(
        app.Id, pubSub, topic,
        http.Request.Headers.TraceParent is [{ Length: > 0 } parent] ? parent : TraceParent.New(),
        http.Request.Headers.TraceState is [{ Length: > 0 } state] ? state : null,
        time.GetUtcNow());

    public static bool IsOfBroker(Exception failure) =>
        failure is RedisException or TimeoutException or OperationCanceledException or ObjectDisposedException;
}
