using System.Text.Json;

namespace Monitor.GraphQL.Differential.Tests.Comparison;

/// <summary>Reads lines and answers, however deep they nest.</summary>
internal static class DeepJson
{
    private static readonly JsonDocumentOptions options = new() { MaxDepth = 100_000 };

    public static JsonDocument Parse(string text) => JsonDocument.Parse(text, options);
}
