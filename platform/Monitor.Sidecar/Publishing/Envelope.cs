using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Monitor.Sidecar;

/// <summary>Where an event is published, by whom, and in which trace.</summary>
internal sealed record EnvelopeContext(
    string AppId, string PubSub, string Topic, string TraceParent, string? TraceState, DateTimeOffset Now);

/// <summary>Makes the CloudEvent of what an app publishes, as contrib's pubsub/envelope.go does.</summary>
internal static class Envelope
{
    /// <exception cref="JsonException">The body calls itself a CloudEvent and is no JSON object.</exception>
    public static byte[] Make(byte[] body, string? contentType, PublishMetadata metadata, EnvelopeContext context)
    {
        var mediaType = MediaTypeOf(contentType);
        using var buffer = new MemoryStream(body.Length + 512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (mediaType == "application/cloudevents+json")
            {
                Complete(json, body, metadata, context);
            }
            else
            {
                Wrap(json, body, contentType, mediaType, metadata, context);
            }
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    /// <summary>The envelope that a raw subscription gets: made at delivery, with a new id each time.</summary>
    public static byte[] OfRaw(byte[] body, string appId, string pubSub, string topic, DateTimeOffset now)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", Guid.NewGuid());
            json.WriteString("specversion", "1.0");
            json.WriteString("datacontenttype", "application/octet-stream");
            json.WriteString("source", appId);
            json.WriteString("type", "com.dapr.event.sent");
            json.WriteString("topic", topic);
            json.WriteString("pubsubname", pubSub);
            json.WriteString("time", Rfc3339(now));
            json.WriteBase64String("data_base64", body);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    // A publisher's own event: only what is missing is added; topic and component are always the real ones.
    private static void Complete(
        Utf8JsonWriter json, byte[] body, PublishMetadata metadata, EnvelopeContext context)
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("a CloudEvent is a JSON object");
        }
        var overrides = Overrides(metadata);
        var present = new HashSet<string>();
        foreach (var attribute in document.RootElement.EnumerateObject())
        {
            if (attribute.Name is not ("topic" or "pubsubname") && !overrides.ContainsKey(attribute.Name)
                && present.Add(attribute.Name))
            {
                attribute.WriteTo(json);
            }
        }
        foreach (var (name, value) in overrides)
        {
            json.WriteString(name, value);
            present.Add(name);
        }
        Add("time", Rfc3339(context.Now));
        if (!present.Contains("traceparent"))
        {
            json.WriteString("traceparent", context.TraceParent);
            Add("traceid", context.TraceParent);
        }
        Add("tracestate", context.TraceState ?? "");
        Add("source", "Dapr");
        Add("type", "com.dapr.event.sent");
        Add("specversion", "1.0");
        Add("expiration", Expiration(metadata, context));
        json.WriteString("topic", context.Topic);
        json.WriteString("pubsubname", context.PubSub);

        void Add(string name, string? value)
        {
            if (value is not null && present.Add(name))
            {
                json.WriteString(name, value);
            }
        }
    }

    private static void Wrap(
        Utf8JsonWriter json, byte[] body, string? contentType, string mediaType, PublishMetadata metadata,
        EnvelopeContext context)
    {
        var overrides = Overrides(metadata);
        json.WriteString("id", overrides.GetValueOrDefault("id") ?? Guid.NewGuid().ToString());
        json.WriteString("specversion", "1.0");
        json.WriteString("datacontenttype", string.IsNullOrEmpty(contentType) ? "text/plain" : contentType);
        json.WriteString("source", overrides.GetValueOrDefault("source") ?? context.AppId);
        json.WriteString("type", overrides.GetValueOrDefault("type") ?? "com.dapr.event.sent");
        json.WriteString("topic", context.Topic);
        json.WriteString("pubsubname", context.PubSub);
        json.WriteString("traceid", overrides.GetValueOrDefault("traceid") ?? context.TraceParent);
        json.WriteString("traceparent", overrides.GetValueOrDefault("traceparent") ?? context.TraceParent);
        json.WriteString("tracestate", overrides.GetValueOrDefault("tracestate") ?? context.TraceState ?? "");
        json.WriteString("time", Rfc3339(context.Now));
        if (overrides.GetValueOrDefault("subject") is { } subject)
        {
            json.WriteString("subject", subject);
        }
        if (Expiration(metadata, context) is { } expiration)
        {
            json.WriteString("expiration", expiration);
        }
        WriteData(json, body, mediaType);
    }

    private static void WriteData(Utf8JsonWriter json, byte[] body, string mediaType)
    {
        if (mediaType == "application/octet-stream")
        {
            json.WriteBase64String("data_base64", body);
            return;
        }
        if (mediaType == "application/json" || mediaType.EndsWith("+json", StringComparison.Ordinal))
        {
            try
            {
                using var document = JsonDocument.Parse(body);
                json.WritePropertyName("data");
                document.RootElement.WriteTo(json);   // numbers stay as they were written
                return;
            }
            catch (JsonException)
            {
                // Not JSON after all: a string, as in Dapr.
            }
        }
        json.WriteString("data", Encoding.UTF8.GetString(body));
    }

    private static Dictionary<string, string> Overrides(PublishMetadata metadata)
    {
        string[] names = ["id", "source", "type", "subject", "traceid", "traceparent", "tracestate"];
        return names
            .Select(name => (name, value: metadata.Find($"cloudevent.{name}")))
            .Where(pair => pair.value is not null)
            .ToDictionary(pair => pair.name, pair => pair.value!);
    }

    private static string? Expiration(PublishMetadata metadata, EnvelopeContext context) =>
        metadata.TimeToLive is { } ttl ? Rfc3339(context.Now + ttl) : null;

    private static string Rfc3339(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string MediaTypeOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var parsed) && parsed.MediaType is { } mediaType
#pragma warning disable CA1308 // media types are written in lower case
            ? mediaType.ToLowerInvariant()
#pragma warning restore CA1308
            : "text/plain";
}
