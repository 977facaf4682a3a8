using System.Text.Json;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>Turns JSON into the values that coercion takes, in one pass over the bytes.</summary>
internal static class JsonInput
{
    /// <summary>
    /// The value at the reader's token: null, string, bool, int (where it fits), long, decimal (where it fits), double,
    /// <c>List&lt;object?&gt;</c> or <c>Dictionary&lt;string, object?&gt;</c> in the order written.
    /// </summary>
    /// <exception cref="RequestException">
    /// A number is too large, a text is not valid Unicode, or an object has two members of one name.
    /// </exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static object? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String => ReadText(ref reader),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.StartArray => ReadList(ref reader),
        _ => ReadObject(ref reader),
    };

    /// <summary>The object that begins at the reader's token, by name.</summary>
    /// <exception cref="RequestException">As <see cref="Read"/>.</exception>
    public static Dictionary<string, object?> ReadObject(ref Utf8JsonReader reader)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ReadText(ref reader);
            reader.Read();
            if (!map.TryAdd(name, Read(ref reader)))
            {
                throw TwoOfOneName();
            }
        }

        return map;
    }

    /// <summary>A string or the name of a member.</summary>
    public static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
    }

    public static RequestException NotUnicode() =>
        RequestException.BadRequest("A text in the request is not valid Unicode.");

    public static RequestException TwoOfOneName() =>
        RequestException.BadRequest("An object in the request has two members of one name.");

    private static List<object?> ReadList(ref Utf8JsonReader reader)
    {
        var list = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(Read(ref reader));
        }

        return list;
    }

    private static object ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt32(out var small))
        {
            return small;
        }

        if (reader.TryGetInt64(out var large))
        {
            return large;
        }

        // 1e3 is a number that decimal reads exactly; 1e300 is one that only double can hold.
        if (reader.TryGetDecimal(out var exact))
        {
            return exact;
        }

        return reader.TryGetDouble(out var inexact) && double.IsFinite(inexact)
            ? inexact
            : throw RequestException.BadRequest("A number in the request is too large.");
    }
}
