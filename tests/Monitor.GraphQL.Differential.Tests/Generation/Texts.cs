using System.Globalization;
using System.Text;

namespace Monitor.GraphQL.Differential.Tests.Generation;

/// <summary>Texts of all kinds, and the ways to write them in a document.</summary>
internal sealed class Texts(Chance chance)
{
    private static readonly string[] pieces =
    [
        "a", "b c", "name", "two  spaces", "\"", "\\", "\n", "\n  ", "\n\n", "\t", "é", "日本", "😀", "#", ",", "{", "'",
        "\"\"\"", "\u0007", "\u007F", "\u2028", "\uFEFF", "/", "0", " ", "\\u0041", "$x", "\r\n", "\u0080",
    ];

    private static readonly string[] plain = ["a", "b", "word", "two words", "x1", "Dog", "é"];

    public string Any() => chance.In100(60)
        ? chance.Of(plain)
        : string.Concat(Enumerable.Range(0, chance.Below(5)).Select(_ => chance.Of(pieces)));

    public string Plain() => chance.Of(plain);

    /// <summary>A literal of that text, or at times of one like it: a block string strips indentation.</summary>
    public string Literal(string text) => chance.In100(25) ? Block(text) : Quoted(text);

    public string Quoted(string text)
    {
        var literal = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]))
            {
                AppendPair(literal, text[i], text[++i]);
            }
            else
            {
                Append(literal, text[i]);
            }
        }

        return literal.Append('"').ToString();
    }

    private string Block(string text) =>
        "\"\"\"" + (chance.In100(30) ? "\n  " : "") + text.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal)
        + (text.EndsWith('"') || text.EndsWith('\\') ? "\n" : "") + (chance.In100(30) ? "\n" : "") + "\"\"\"";

    private void AppendPair(StringBuilder literal, char high, char low)
    {
        _ = chance.Below(4) switch
        {
            0 => literal.Append(CultureInfo.InvariantCulture, $"\\u{{{char.ConvertToUtf32(high, low):X}}}"),
            1 => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)high:X4}\\u{(int)low:x4}"),
            _ => literal.Append(high).Append(low),
        };
    }

    private void Append(StringBuilder literal, char c)
    {
        _ = c switch
        {
            '"' => literal.Append("\\\""),
            '\\' => literal.Append("\\\\"),
            '\n' => literal.Append("\\n"),
            '\r' => literal.Append("\\r"),
            '\t' => literal.Append(chance.In100(50) ? "\\t" : "\t"),
            '/' => literal.Append(chance.In100(50) ? "\\/" : "/"),
            < ' ' => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
            _ when chance.In100(5) => literal.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)c:x}}}"),
            _ => literal.Append(c),
        };
    }
}
