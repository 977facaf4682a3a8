using System.Text.Json;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// Takes apart what a subgraph answered to a refill in the background, as far as it is stored: nobody waits for it, and
/// whoever uses what is stored checks it then.
/// </summary>
internal static class RefillReply
{
    private static readonly JsonReaderOptions options = new() { MaxDepth = 256 };

    /// <summary>The bytes of <c>data</c>; null where the answer has errors, or is none.</summary>
    public static ReadOnlyMemory<byte>? Data(ReadOnlyMemory<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Span, options);
            ReadOnlyMemory<byte>? data = null;
            foreach (var (name, start, length) in Members(ref reader))
            {
                if (name == "errors")
                {
                    return null;
                }
                if (name == "data" && body.Span[start] == (byte)'{')
                {
                    data = body.Slice(start, length);
                }
            }
            return data;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The bytes of each entity of a list in <c>data</c>; an entity that is null has none.</summary>
    /// <param name="data">Of <see cref="Data"/>.</param>
    /// <param name="responseKey">The list.</param>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Entities(ReadOnlyMemory<byte> data, string responseKey)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        var reader = new Utf8JsonReader(data.Span, options);
        foreach (var (name, start, length) in Members(ref reader))
        {
            if (name == responseKey && data.Span[start] == (byte)'[')
            {
                var list = data.Slice(start, length);
                var items = new Utf8JsonReader(list.Span, options);
                items.Read();
                while (items.Read() && items.TokenType != JsonTokenType.EndArray)
                {
                    var from = (int)items.TokenStartIndex;
                    var isObject = items.TokenType == JsonTokenType.StartObject;
                    items.Skip();
                    found.Add(isObject ? list[from..(int)items.BytesConsumed] : default);
                }
            }
        }
        return found;
    }

    private static List<(string Name, int Start, int Length)> Members(ref Utf8JsonReader reader)
    {
        var members = new List<(string, int, int)>();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return members;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            members.Add((name, start, (int)reader.BytesConsumed - start));
        }
        reader.Read();   // throws where something follows the object, or it is cut off
        return members;
    }
}
