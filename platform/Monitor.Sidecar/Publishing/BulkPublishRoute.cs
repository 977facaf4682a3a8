using System.Text;
using System.Text.Json;

namespace Monitor.Sidecar;

/// <summary><c>POST /v1.0[-alpha1]/publish/bulk/PUBSUB/TOPIC</c>: each entry by itself, in no promised order.</summary>
internal sealed class BulkPublishRoute(PublishRoute publishing)
{
    // Go reads keys in any case, and the Node SDK writes entryID.
    private static readonly JsonSerializerOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    public async Task HandleAsync(HttpContext http, SidecarApp app, string pubSub, string topic)
    {
        if (await publishing.FindBrokerAsync(http, app, pubSub, topic) is not { } broker)
        {
            return;
        }
        if (await ReadAsync(http.Request, http.RequestAborted) is not { } entries)
        {
            await DaprError.PubSubAsync(http, StatusCodes.Status400BadRequest, "ERR_PUBSUB_EVENTS_SER",
                "DAPR_PUBSUB_UNMARSHAL_EVENTS", pubSub, "entries are no JSON, or an entryId is missing or twice there");
            return;
        }

        var ofRequest = PublishMetadata.From(http.Request.Query);
        var failed = new List<(string Entry, string Error)>();
        foreach (var entry in entries)
        {
            // Dapr hands the request's metadata only to entries that have some of their own.
            var metadata = entry.Metadata is { } own ? ofRequest.With(own) : new PublishMetadata([]);
            try
            {
                var body = BodyOf(entry);
                var data = metadata.IsRaw == true
                    ? body
                    : Envelope.Make(
                        body, entry.ContentType, metadata, publishing.ContextOf(http, app, pubSub, topic));
                await publishing.PublishAsync(
                    broker, app.Id, topic, data, metadata.ToJson(), http.RequestAborted);
            }
            catch (Exception failure) when (failure is JsonException || PublishRoute.IsOfBroker(failure))
            {
                failed.Add((entry.EntryId!, failure.Message));
            }
        }

        if (failed.Count == 0)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        await http.Response.WriteAsJsonAsync(
            new
            {
                failedEntries = failed.Select(each => new { entryId = each.Entry, error = each.Error }),
                errorCode = "ERR_PUBSUB_PUBLISH_MESSAGE",
            },
            http.RequestAborted);
    }

    private static async Task<IReadOnlyList<BulkEntry>?> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var entries = await JsonSerializer.DeserializeAsync<List<BulkEntry>>(
                request.Body, AnyCase, cancellationToken);
            return entries is null
                || entries.Any(entry => string.IsNullOrEmpty(entry.EntryId))
                || entries.DistinctBy(entry => entry.EntryId).Count() < entries.Count
                ? null
                : entries;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A string is its text, unless the entry says that it is JSON.
    private static byte[] BodyOf(BulkEntry entry) =>
        entry.Event.ValueKind == JsonValueKind.String
        && entry.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true
            ? Encoding.UTF8.GetBytes(entry.Event.GetString()!)
            : Encoding.UTF8.GetBytes(entry.Event.GetRawText());

    private sealed record BulkEntry(
        string? EntryId, JsonElement Event, string? ContentType, Dictionary<string, string>? Metadata);
}
