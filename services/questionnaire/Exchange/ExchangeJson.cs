using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Questionnaire.Exchange;

/// <summary>The form of the JSON that goes out as files and reports.</summary>
internal static class ExchangeJson
{
    public static JsonSerializerOptions Form { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // No browser takes these for a page (nosniff): é may stand as é.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A file to keep, of this name.</summary>
    public static IResult File<T>(HttpContext context, string name, T value)
    {
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(value, Form);
    }
}
