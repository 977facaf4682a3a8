using System.Text.Json;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>Turns JSON into the values that coercion takes.</summary>
internal static class JsonInput
{
    /// <summary>
    /// Null, string, bool, int (where it fits), long, decimal (where it fits), double, <c>List&lt;object?&gt;</c> or
    /// <c>Dictionary&lt;string, object?&gt;</c> in the order written.
    /// </summary>
    /// <exception cref="RequestException">A number is too large, or a text is not valid Unicode.</exception>
    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => ReadText(element),
        JsonValueKind.Number => ReadNumber(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToList(),
        _ => ReadObject(element),
    };

    /// <summary>An object by name.</summary>
    /// <exception cref="RequestException">As <see cref="Read"/>.</exception>
    public static Dictionary<string, object?> ReadObject(JsonElement element)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            map[property.Name] = Read(property.Value);
        }

        return map;
    }

    internal static string ReadText(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
    }

    internal static RequestException NotUnicode() =>
        RequestException.BadRequest("A text in the body is not valid Unicode.");

    private static object ReadNumber(JsonElement element)
    {
        if (element.TryGetInt32(out var small))
        {
            return small;
        }

        if (element.TryGetInt64(out var large))
        {
            return large;
        }

        // 1e3 is a number that decimal reads exactly; 1e300 is one that only double can hold.
        if (element.TryGetDecimal(out var exact))
        {
            return exact;
        }

        return element.TryGetDouble(out var inexact) && double.IsFinite(inexact)
            ? inexact
            : throw RequestException.BadRequest("A number in the body is too large.");
    }
}
