using System.Text.Json;

namespace Monitor.Gateway.Execution.Reading;

/// <summary>An error as a subgraph wrote it; its path is still the subgraph's own.</summary>
/// <param name="Message">For the client.</param>
/// <param name="Path">Response keys (string) and indexes (int); null where there is none.</param>
/// <param name="Extensions">As written; null where there are none.</param>
internal sealed record SubgraphError(
    string Message, IReadOnlyList<object>? Path, IReadOnlyDictionary<string, object?>? Extensions)
{
    private const string NoMessage = "The subgraph gave no message.";

    private static readonly JsonDocumentOptions options = new() { MaxDepth = JsonScanner.MaxDepth };

    /// <exception cref="MalformedAnswerException">They are no list.</exception>
    public static IReadOnlyList<SubgraphError> ReadList(ReadOnlyMemory<byte> json)
    {
        using var errors = JsonDocument.Parse(json, options);
        return errors.RootElement.ValueKind switch
        {
            JsonValueKind.Array => [.. errors.RootElement.EnumerateArray().Select(Read)],
            JsonValueKind.Null => [],
            _ => throw new MalformedAnswerException("answered errors that are no list"),
        };
    }

    private static SubgraphError Read(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return new SubgraphError(TextOf(error) ?? NoMessage, null, null);
        }
        return new SubgraphError(
            error.TryGetProperty("message", out var message) ? TextOf(message) ?? NoMessage : NoMessage,
            error.TryGetProperty("path", out var path) && path.ValueKind == JsonValueKind.Array ? PathOf(path) : null,
            error.TryGetProperty("extensions", out var extensions) && extensions.ValueKind == JsonValueKind.Object
                ? extensions.EnumerateObject()
                    .GroupBy(member => member.Name)
                    .ToDictionary(member => member.Key, object? (member) => member.Last().Value.Clone())
                : null);
    }

    private static List<object> PathOf(JsonElement path) =>
    [
        .. path.EnumerateArray().Select(object (step) =>
            step.ValueKind == JsonValueKind.Number && step.TryGetInt32(out var index) ? index : TextOf(step) ?? ""),
    ];

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;   // half a character
        }
    }
}
