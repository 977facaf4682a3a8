using System.Text.Json;

namespace Monitor.GraphQL.Differential.Tests.Comparison;

/// <summary>What of an error is compared, each as JSON; empty where there is none.</summary>
internal sealed record ErrorText(string Message, string Path, string Locations, string Extensions)
{
    public static ErrorText Of(JsonElement error) => new(
        Raw(error, "message"), Raw(error, "path"), Raw(error, "locations"), Raw(error, "extensions"));

    /// <summary>Its path, member by member; empty where there is none.</summary>
    public List<string> Keys()
    {
        if (Path.Length == 0)
        {
            return [];
        }

        using var path = DeepJson.Parse(Path);
        return [.. path.RootElement.EnumerateArray().Select(key => key.GetRawText())];
    }

    public override string ToString() => $"{Message} {Path} {Locations} {Extensions}".TrimEnd();

    private static string Raw(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) ? value.GetRawText() : "";
}
