using System.Collections;
using System.Globalization;
using System.Text;

namespace Monitor.GraphQL.Schema;

/// <summary>Values as messages show them; long and deep ones are cut short.</summary>
internal static class ValueText
{
    private const int LongestList = 10;
    private const int Deepest = 2;

    public static string Of(object? value) => Of(value, depth: 0);

    private static string Of(object? value, int depth) => value switch
    {
        null => "null",
        string text => Quote(text),
        bool boolean => boolean ? "true" : "false",
        double number => EcmaNumber.Text(number),
        IReadOnlyDictionary<string, object?> fields => OfFields(fields, depth),
        IEnumerable list => OfList([.. list.Cast<object?>()], depth),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>As JSON.stringify does: what JSON lets stand, stands.</summary>
    private static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }

    private static string OfFields(IReadOnlyDictionary<string, object?> fields, int depth)
    {
        if (fields.Count == 0)
        {
            return "{}";
        }

        return depth >= Deepest
            ? "[Object]"
            : "{ " + string.Join(", ", fields.Select(field => $"{field.Key}: {Of(field.Value, depth + 1)}")) + " }";
    }

    private static string OfList(List<object?> items, int depth)
    {
        if (items.Count == 0)
        {
            return "[]";
        }

        if (depth >= Deepest)
        {
            return "[Array]";
        }

        var texts = items.Take(LongestList).Select(item => Of(item, depth + 1)).ToList();
        var rest = items.Count - LongestList;
        if (rest > 0)
        {
            texts.Add(rest == 1 ? "... 1 more item" : $"... {rest} more items");
        }

        return "[" + string.Join(", ", texts) + "]";
    }
}
