using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Benchmark.Storage;

/// <summary>How JSON stands in columns and comes from scoring: camelCase names, enum values in CONSTANT_CASE.</summary>
internal static class StoredJson
{
    public static JsonSerializerOptions Form { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
    };
}
