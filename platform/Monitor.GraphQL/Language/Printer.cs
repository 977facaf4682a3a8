using System.Globalization;
using System.Text;

namespace Monitor.GraphQL.Language;

/// <summary>
/// Writes a node as text, in the layout of graphql-js' <c>print()</c>; reading it back gives the same node.
/// </summary>
/// <remarks>
/// But for one flaw of that layout, in documents that mix what is rarely mixed: a type without a body takes the braces
/// of a query in short form that follows it.
/// </remarks>
public static class Printer
{
    public static string Print(SyntaxNode node) => new NodePrinter().Print(node);

    /// <summary>A value in double quotes, with the escapes it needs.</summary>
    internal static string Quote(string value)
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
                < ' ' or (>= '\u007F' and <= '\u009F') => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }
}
