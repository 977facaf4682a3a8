using System.Net;
using System.Text.Json;

namespace Monitor.Sidecar;

/// <summary>Brings one event to the app, as often as the inbound policy says, and then to the dead letters.</summary>
internal sealed class Delivery(
    AppConnections connections, PublishRoute publishing, SidecarResources resources, TimeProvider time,
    ILogger<Delivery> log)
{
    private static readonly TimeSpan LongestDeadLettering = TimeSpan.FromSeconds(30);

    /// <summary>True when the event is dealt with: handled, dropped, unwanted, or among the dead letters.</summary>
    /// <exception cref="OperationCanceledException">The app became unhealthy, or the stand-in stops.</exception>
    public async Task<bool> HandleAsync(
        SidecarApp app, RedisStreams broker, AppSubscription subscription, StreamEntry entry,
        CancellationToken cancellationToken)
    {
        try
        {
            var body = subscription.IsRaw
                ? Envelope.OfRaw(entry.Data, app.Id, broker.Component.Name, entry.Topic, time.GetUtcNow())
                : entry.Data;
            using var document = JsonDocument.Parse(body);
            if (IsExpired(document.RootElement) || subscription.RouteOf(document.RootElement) is not { } path)
            {
                await TryDeadLetterAsync(app, broker, subscription, entry, cancellationToken);
                return true;
            }

            var message = new Message(entry, path, TraceOf(document.RootElement), broker.Component.Name);
            var isDropped = false;   // not repeated, as daprd does not: the app has decided
            await Repeat.RunAsync(
                resources.Resiliency.Inbound(app.Id, broker.Component.Name),
                async limit => isDropped = !await PostAsync(app, subscription, message, body, limit),
                time, cancellationToken);
            if (isDropped)
            {
                log.EventDropped(app.Id, entry.Topic, entry.Id);
                await TryDeadLetterAsync(app, broker, subscription, entry, cancellationToken);
            }
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            log.DeliveryFailed(app.Id, entry.Topic, entry.Id, failure.Message);
            return await TryDeadLetterAsync(app, broker, subscription, entry, cancellationToken);
        }
    }

    /// <summary>False when the app does not want the event, now or ever, or has no such route.</summary>
    /// <exception cref="HttpRequestException">The app wants it again.</exception>
    private async Task<bool> PostAsync(
        SidecarApp app, AppSubscription subscription, Message message, byte[] body,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, AppConnections.AddressOf(app, "/" + message.Path.TrimStart('/')))
        {
            Content = subscription.IsBulk ? BulkOf(message, body) : new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation(
            "Content-Type", subscription.IsBulk ? "application/json" : "application/cloudevents+json");
        request.Headers.TryAddWithoutValidation("pubsubname", message.PubSub);
        request.Headers.TryAddWithoutValidation("traceparent", message.TraceParent);
        if (app.AppToken is not null)
        {
            request.Headers.TryAddWithoutValidation("dapr-api-token", app.AppToken);
        }
        foreach (var (key, value) in MetadataOf(message.Entry))
        {
#pragma warning disable CA1308 // Dapr sends them in lower case
            request.Headers.TryAddWithoutValidation(key.ToLowerInvariant(), value);
#pragma warning restore CA1308
        }

        using var response = await connections.SendAsync(request, cancellationToken);
        return await IsTakenAsync(response, subscription.IsBulk, cancellationToken);
    }

    private static async Task<bool> IsTakenAsync(
        HttpResponseMessage response, bool isBulk, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"the app answered {(int)response.StatusCode}");
        }
        return StatusOf(await response.Content.ReadAsByteArrayAsync(cancellationToken), isBulk) switch
        {
            "" or "SUCCESS" => true,
            "DROP" => false,
            var status => throw new HttpRequestException($"the app answered status {status}"),
        };
    }

    /// <summary>
    /// Empty for an answer that is empty, no JSON, or without status; a bulk entry not named is RETRY.
    /// </summary>
    private static string StatusOf(byte[] body, bool isBulk)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var json = document.RootElement;
            if (isBulk && json.ValueKind == JsonValueKind.Object && json.TryGetProperty("statuses", out var statuses))
            {
                if (statuses.ValueKind != JsonValueKind.Array || statuses.GetArrayLength() == 0)
                {
                    return "RETRY";
                }
                json = statuses[0];
            }
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("status", out var status)
                && status.ValueKind == JsonValueKind.String
                ? status.GetString()!
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private async Task<bool> TryDeadLetterAsync(
        SidecarApp app, RedisStreams broker, AppSubscription subscription, StreamEntry entry,
        CancellationToken cancellationToken)
    {
        if (subscription.DeadLetterTopic is not { } topic)
        {
            return false;
        }
        if (!broker.Component.Scopes.MayPublish(app.Id, topic))
        {
            log.DeadLetterFailed(app.Id, topic, "publishingScopes do not allow it");
            return false;
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestDeadLettering);
        try
        {
            await publishing.PublishAsync(broker, app.Id, topic, entry.Data, entry.Metadata ?? "{}", limit.Token);
            log.DeadLettered(app.Id, entry.Topic, entry.Id, topic);
            return true;
        }
        catch (Exception failure) when (
            PublishRoute.IsOfBroker(failure) && !cancellationToken.IsCancellationRequested)
        {
            log.DeadLetterFailed(app.Id, topic, failure.Message);
            return false;
        }
    }

    /// <summary>A bulk subscription gets its entries one by one here, in the shape of a batch.</summary>
    private static ByteArrayContent BulkOf(Message message, byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = Guid.NewGuid(),
            type = "com.dapr.event.sent.bulk",
            topic = message.Entry.Topic,
            pubsubname = message.PubSub,
            metadata = new Dictionary<string, string>(),
            entries = new[]
            {
                new
                {
                    entryId = message.Entry.Id,
                    @event = document.RootElement,
                    contentType = "application/cloudevents+json",
                    metadata = MetadataOf(message.Entry),
                },
            },
        }));
    }

    private bool IsExpired(JsonElement cloudEvent) =>
        cloudEvent.ValueKind == JsonValueKind.Object
        && cloudEvent.TryGetProperty("expiration", out var expiration)
        && expiration.ValueKind == JsonValueKind.String
        && expiration.TryGetDateTimeOffset(out var end) && end < time.GetUtcNow();

    private static string TraceOf(JsonElement cloudEvent) =>
        cloudEvent.ValueKind == JsonValueKind.Object
        && cloudEvent.TryGetProperty("traceparent", out var trace) && trace.ValueKind == JsonValueKind.String
        && trace.GetString() is { Length: > 0 } parent
            ? parent
            : TraceParent.New();

    private static Dictionary<string, string> MetadataOf(StreamEntry entry)
    {
        try
        {
            return entry.Metadata is { Length: > 0 } json
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private sealed record Message(StreamEntry Entry, string Path, string TraceParent, string PubSub);
}
