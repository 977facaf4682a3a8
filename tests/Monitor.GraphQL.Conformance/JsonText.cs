using System.Collections;
using System.Globalization;
using System.Text;

namespace Monitor.GraphQL.Conformance;

/// <summary>Writes JSON to the byte as JavaScript's <c>JSON.stringify</c> does.</summary>
internal static class JsonText
{
    /// <summary>Null, bool, string, numbers, dictionaries by string and lists.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="isSorted">Whether members stand in the order of their names.</param>
    public static string Of(object? value, bool isSorted = false)
    {
        var text = new StringBuilder();
        Write(text, value, isSorted);
        return text.ToString();
    }

    public static void Write(StringBuilder text, object? value, bool isSorted = false)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case string characters:
                WriteText(text, characters);
                break;
            case IReadOnlyDictionary<string, object?> members:
                WriteObject(text, members, isSorted);
                break;
            case IEnumerable items:
                WriteList(text, items, isSorted);
                break;
            default:
                text.Append(Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
                break;
        }
    }

    /// <summary>The shortest digits that tell the number from its neighbours, where JavaScript puts them.</summary>
    public static string Number(double number)
    {
        if (!double.IsFinite(number))
        {
            return "null";
        }

        if (number == 0)
        {
            return "0";
        }

        var parts = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var mantissa = parts[0].Split('.');
        var (whole, fraction) = (mantissa[0], mantissa.Length > 1 ? mantissa[1] : "");
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = whole == "0" ? fraction.TrimStart('0').Length - fraction.Length : whole.Length;
        return (number < 0 ? "-" : "") + Place((whole + fraction).Trim('0'), point + exponent);
    }

    /// <summary>ECMAScript, Number::toString: <paramref name="point"/> is where the decimal point stands.</summary>
    private static string Place(string digits, int point) => point switch
    {
        > 21 or < -5 => digits[..1]
            + (digits.Length > 1 ? "." + digits[1..] : "")
            + string.Create(CultureInfo.InvariantCulture, $"e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}"),
        <= 0 => "0." + new string('0', -point) + digits,
        _ when point >= digits.Length => digits + new string('0', point - digits.Length),
        _ => digits[..point] + "." + digits[point..],
    };

    private static void WriteObject(StringBuilder text, IReadOnlyDictionary<string, object?> members, bool isSorted)
    {
        text.Append('{');
        var separator = "";
        foreach (var (name, value) in isSorted
            ? members.OrderBy(member => member.Key, StringComparer.Ordinal)
            : members.AsEnumerable())
        {
            text.Append(separator);
            WriteText(text, name);
            text.Append(':');
            Write(text, value, isSorted);
            separator = ",";
        }

        text.Append('}');
    }

    private static void WriteList(StringBuilder text, IEnumerable items, bool isSorted)
    {
        text.Append('[');
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator);
            Write(text, item, isSorted);
            separator = ",";
        }

        text.Append(']');
    }

    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                text.Append(c).Append(value[++i]);
                continue;
            }

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
                _ when char.IsSurrogate(c) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
