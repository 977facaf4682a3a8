using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Benchmark.Exchange;

/// <summary>The form of reports of imports: camelCase, enum values in CONSTANT_CASE, nothing for null.</summary>
internal static class ImportJson
{
    public static JsonSerializerOptions Form { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // No browser takes these for a page (nosniff): é may stand as é.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
