using System.Text.Json;

namespace Monitor.Dapr;

/// <summary>
/// The envelope of an event, CloudEvents 1.0 in JSON, with <c>position</c> as extension attribute. The same outbox row
/// always gives the same bytes.
/// </summary>
internal static class CloudEvent
{
    public const string ContentType = "application/cloudevents+json";

    public static string TypeOf(string topic) => $"nl.monitor.{topic}.v1";

    public static void Write(Utf8JsonWriter json, string source, OutboxRow row)
    {
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", row.Id);
        json.WriteString("source", source);
        json.WriteString("type", TypeOf(row.Topic));
        json.WriteString("time", row.AddedAt);
        json.WriteNumber("position", row.Position);
        if (row.TraceParent is not null)
        {
            json.WriteString("traceparent", row.TraceParent);
        }
        if (row.TraceState is not null)
        {
            json.WriteString("tracestate", row.TraceState);
        }
        json.WriteString("datacontenttype", "application/json");
        json.WritePropertyName("data");
        json.WriteRawValue(row.Data);
        json.WriteEndObject();
    }

    public static ReadOnlyMemory<byte> Write(string source, OutboxRow row)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, source, row);
        }
        return buffer.ToArray();
    }
}
