using System.Text.Json;

namespace Monitor.Gateway.Execution;

/// <summary>An error as a subgraph wrote it; its path is still the subgraph's own.</summary>
internal sealed record SubgraphError(
    string Message, IReadOnlyList<object>? Path, IReadOnlyDictionary<string, object?>? Extensions)
{
    public static List<SubgraphError> ReadList(object? errors) =>
        errors is ResultList list ? [.. list.OfType<ResultObject>().Select(Read)] : [];

    private static SubgraphError Read(ResultObject error) => new(
        Plain(error.Get("message")) as string ?? "The subgraph gave no message.",
        error.Get("path") is ResultList path
            ? [.. path.Select(Plain).Select(step => step is long index ? (object)(int)index : step as string ?? "")]
            : null,
        Plain(error.Get("extensions")) as IReadOnlyDictionary<string, object?>);

    private static object? Plain(object? value) => value switch
    {
        ResultObject entity => Enumerable.Range(0, entity.Count)
            .ToDictionary(entity.KeyAt, index => Plain(entity.ValueAt(index))),
        ResultList list => list.Select(Plain).ToList(),
        ResultLeaf leaf => Plain(leaf),
        _ => null,
    };

    private static object? Plain(ResultLeaf leaf)
    {
        var reader = new Utf8JsonReader(leaf.Json.Span);
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => reader.TryGetInt64(out var whole) ? (object)whole : reader.GetDouble(),
        };
    }
}
