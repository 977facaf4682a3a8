using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Benchmark.Report;

/// <summary>How answers of the graph are read into records: names and enum values as the graph writes them.</summary>
internal static class JsonForm
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
    };

    /// <exception cref="ClientException">BAD_REQUEST: the answer is of another form.</exception>
    public static T Read<T>(JsonElement json)
    {
        try
        {
            return json.Deserialize<T>(Options)!;
        }
        catch (JsonException fault)
        {
            throw new ClientException("BAD_REQUEST", $"What the report is made of cannot be read: {fault.Message}");
        }
    }
}
