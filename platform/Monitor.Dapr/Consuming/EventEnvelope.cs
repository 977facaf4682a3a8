using System.Globalization;
using System.Text.Json;

namespace Monitor.Dapr;

/// <summary>What is read of a CloudEvent; what is absent, or of the wrong kind, is null.</summary>
internal sealed record EventEnvelope(
    string? Id, string? Source, string? Type, DateTimeOffset? Time, long Position, string? TraceParent,
    string? TraceState, JsonElement Data)
{
    /// <summary>Reads the JSON form; null when it is no object.</summary>
    public static EventEnvelope? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        return new EventEnvelope(
            Id: TextOf(json, "id"),
            Source: TextOf(json, "source"),
            Type: TextOf(json, "type"),
            Time: json.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.String
                && time.TryGetDateTimeOffset(out var moment) ? moment : null,
            Position: PositionOf(json),
            TraceParent: TextOf(json, "traceparent"),
            TraceState: TextOf(json, "tracestate"),
            Data: json.TryGetProperty("data", out var data) ? data : default);
    }

    /// <summary>Null also for what no column takes: control characters (U+0000) and half characters.</summary>
    private static string? TextOf(JsonElement json, string name)
    {
        try
        {
            return json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                && value.GetString() is { Length: > 0 } text && !text.Any(char.IsControl) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A number, or text of one: CloudEvents carry integers beyond 32 bits as text. 0 when absent.</summary>
    private static long PositionOf(JsonElement json)
    {
        if (!json.TryGetProperty("position", out var value))
        {
            return 0;
        }
        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var number) && number > 0 => number,
            JsonValueKind.String when long.TryParse(
                value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => 0,
        };
    }
}
