using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>How answers are written as JSON.</summary>
internal static class JsonOutput
{
    /// <summary>
    /// Text is written as it is: the answer is application/json in UTF-8, never part of a page. The engine writes
    /// well-formed JSON by construction, so the writer need not check it.
    /// </summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
}
