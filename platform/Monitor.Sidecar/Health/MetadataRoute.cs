namespace Monitor.Sidecar;

/// <summary><c>GET /v1.0/metadata</c>, and <c>PUT /v1.0/metadata/KEY</c> with the value as text.</summary>
internal static class MetadataRoute
{
    /// <summary>Says that this is no daprd.</summary>
    private const string RuntimeVersion = "standin-0.1.0";

    public static Task AnswerAsync(HttpContext http, SidecarApp app, Brokers brokers, SidecarArguments arguments) =>
        http.Response.WriteAsJsonAsync(
            new
            {
                id = app.Id,
                runtimeVersion = RuntimeVersion,
                components = brokers.VisibleTo(app.Id).Select(broker => new
                {
                    name = broker.Component.Name,
                    type = "pubsub.redis",
                    version = "v1",
                    capabilities = Array.Empty<string>(),
                }),
                extended = app.Extended,
                subscriptions = app.Subscriptions.Select(subscription => new
                {
                    pubsubname = subscription.PubSub,
                    topic = subscription.Topic,
                    rules = subscription.Rules
                        .Select(rule => new { match = rule.Match, path = rule.Path })
                        .Append(new { match = "", path = subscription.Default ?? "" })
                        .Where(rule => rule.path.Length > 0),
                    deadLetterTopic = subscription.DeadLetterTopic ?? "",
                    type = subscription.IsDeclarative ? "DECLARATIVE" : "PROGRAMMATIC",
                }),
                appConnectionProperties = new
                {
                    port = app.Address.AppPort,
                    protocol = "http",
                    channelAddress = "127.0.0.1",
                    health = app.HasHealthCheck ? new { healthCheckPath = arguments.HealthPath } : null,
                },
            },
            http.RequestAborted);

    public static async Task SetAsync(HttpContext http, SidecarApp app, string key)
    {
        using var reader = new StreamReader(http.Request.Body);
        app.Extended[key] = await reader.ReadToEndAsync(http.RequestAborted);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
