using System.Text.Json;

namespace Monitor.EndToEnd.Tests;

/// <summary>Short ways through an answer.</summary>
internal static class Json
{
    /// <summary>The element at a path of names and indexes: <c>answer.At("data", "round", "generated")</c>.</summary>
    public static JsonElement At(this JsonElement element, params object[] path) =>
        path.Aggregate(element, (at, step) => step is int index ? at[index] : at.GetProperty((string)step));

    public static IEnumerable<JsonElement> Items(this JsonElement element, params object[] path) =>
        element.At(path).EnumerateArray();

    public static string? Text(this JsonElement element, params object[] path) => element.At(path).GetString();

    public static int Int(this JsonElement element, params object[] path) => element.At(path).GetInt32();

    public static decimal Number(this JsonElement element, params object[] path) => element.At(path).GetDecimal();

    /// <summary>The codes of the answer's errors, in order; empty where all went well.</summary>
    public static string[] Codes(this JsonElement answer) =>
        answer.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(error => error.Text("extensions", "code")!)]
            : [];

    public static string Path(this JsonElement error) =>
        string.Join('.', error.Items("path").Select(step => step.ToString()));

    public static bool IsNull(this JsonElement element, params object[] path) =>
        element.At(path).ValueKind == JsonValueKind.Null;
}
