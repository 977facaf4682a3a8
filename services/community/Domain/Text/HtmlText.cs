using System.Text;

namespace Monitor.Community.Domain;

/// <summary>Plain text made fit for HTML, between tags and inside quoted attributes.</summary>
public static class HtmlText
{
    public static string Of(string text)
    {
        var html = new StringBuilder(text.Length);
        Append(html, text);
        return html.ToString();
    }

    internal static void Append(StringBuilder html, ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            switch (unit)
            {
                case '&':
                    html.Append("&amp;");
                    break;
                case '<':
                    html.Append("&lt;");
                    break;
                case '>':
                    html.Append("&gt;");
                    break;
                case '"':
                    html.Append("&quot;");
                    break;
                case '\'':
                    html.Append("&#39;");
                    break;
                case >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069':
                    break;   // they turn the direction of what follows: a name could be made to read as another
                default:
                    html.Append(unit);
                    break;
            }
        }
    }
}
