using System.Text.Json;

namespace Monitor.Gateway.Benchmarks.Queries;

/// <summary>Whether two texts are the same JSON; the order of an object's members does not matter.</summary>
internal static class SameJson
{
    private static readonly JsonDocumentOptions options = new() { MaxDepth = 128 };

    public static bool Are(string expected, string actual)
    {
        try
        {
            using var left = JsonDocument.Parse(expected, options);
            using var right = JsonDocument.Parse(actual, options);
            return JsonElement.DeepEquals(left.RootElement, right.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
