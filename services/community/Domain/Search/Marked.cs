namespace Monitor.Community.Domain;

/// <summary>Text in which words are marked by two control characters that no text has.</summary>
public static class Marked
{
    public const char Begin = '\u0001';
    public const char End = '\u0002';

    // PostgreSQL leaves out what looks like a tag; here nothing is one.
    private const char LessThan = '\u0003';

    /// <summary>HTML: the text escaped, and what is marked in <c>mark</c> elements.</summary>
    public static string Html(string marked) =>
        HtmlText.Of(marked.Replace(LessThan, '<'))
            .Replace(Begin.ToString(), "<mark>", StringComparison.Ordinal)
            .Replace(End.ToString(), "</mark>", StringComparison.Ordinal);

    /// <summary>A text to be marked: without such characters, wherever it came from.</summary>
    public static string Clean(string text) =>
        text.Replace(Begin, ' ').Replace(End, ' ').Replace('<', LessThan);
}
