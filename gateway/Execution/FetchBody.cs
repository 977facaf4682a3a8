using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Gateway.Planning;

namespace Monitor.Gateway.Execution;

/// <summary>Writes the body of a request to a subgraph.</summary>
internal static class FetchBody
{
    private static readonly JsonWriterOptions options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    // As deep as the body of a request is read; a variable of a JSON scalar may use all of it.
    private static readonly JsonSerializerOptions asDeepAsRead = new() { MaxDepth = 128 };

    public static ReadOnlyMemory<byte> Write(
        Fetch fetch,
        IReadOnlyDictionary<string, object?>? variables,
        IReadOnlyList<(EntityGroup Group, IReadOnlyList<WantedEntity> Asked)> batches)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, options);
        json.WriteStartObject();
        json.WriteString("query", fetch.DocumentJson);
        if (fetch.Variables.Count + batches.Count > 0)
        {
            json.WriteStartObject("variables");
            foreach (var (group, asked) in batches)
            {
                json.WriteStartArray(group.Variable);
                foreach (var entity in asked)
                {
                    json.WriteRawValue(entity.Representation, skipInputValidation: true);
                }
                json.WriteEndArray();
            }
            WriteVariables(json, fetch.Variables, variables);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>
    /// The variables that are used and were given, as the client gave them; defaults stand in the document.
    /// </summary>
    public static void WriteVariables(
        Utf8JsonWriter json, IReadOnlyList<string> used, IReadOnlyDictionary<string, object?>? variables)
    {
        foreach (var name in used)
        {
            if (variables is not null && variables.TryGetValue(name, out var value))
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value, asDeepAsRead);
            }
        }
    }
}
