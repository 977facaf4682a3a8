using System.Text.Json;

namespace Monitor.Gateway.Execution;

/// <summary>Reads JSON of a subgraph into a tree whose leaves are slices of the bytes read.</summary>
internal static class ResultReader
{
    private const int MaxDepth = 128;

    public static JsonReaderOptions Options { get; } = new() { MaxDepth = MaxDepth };

    /// <exception cref="JsonException">The bytes are not one JSON value.</exception>
    public static object? Read(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, Options);
        reader.Read();
        return ReadValue(ref reader, json);
    }

    /// <summary>Reads the value that the reader stands on; afterwards it stands on the value's last token.</summary>
    public static object? ReadValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartObject:
                var entity = new ResultObject();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = reader.GetString()!;
                    reader.Read();
                    entity.Set(key, ReadValue(ref reader, json));
                }
                return entity;
            case JsonTokenType.StartArray:
                var list = new ResultList();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(ReadValue(ref reader, json));
                }
                return list;
            default:
                var start = (int)reader.TokenStartIndex;
                return new ResultLeaf(json[start..(int)reader.BytesConsumed]);
        }
    }
}
