namespace Monitor.Community.Domain;

/// <summary>The texts that members write: Markdown in, HTML that is safe to show out, or plain text.</summary>
/// <remarks>
/// CommonMark and bare addresses. A tag in the source is text. Links lead to http, https and mailto addresses only
/// (<see cref="WebAddress"/>), others become their words; an image becomes a link to it. No id, class or style comes
/// from the source. A line end in a paragraph stays a line end. A text longer than <see cref="Longest"/>, nested deeper
/// than Markdig reads, or with more than 1,500 brackets or stars, is shown as written: so the time is bounded.
/// </remarks>
public static class Markdown
{
    /// <summary>In UTF-16 units: what a longer text costs to read grows faster than its length.</summary>
    public const int Longest = 20_000;

    private static readonly Dictionary<ShortLink, ShortLinkTarget> Nowhere = [];

    /// <summary>HTML, in which short links stand as they were written.</summary>
    public static string Render(string source) => MarkdownText.Parse(source).Html(Nowhere);

    /// <summary>HTML for a reader; short links that are not among the targets stand as they were written.</summary>
    public static string Render(string source, IReadOnlyDictionary<ShortLink, ShortLinkTarget> targets) =>
        MarkdownText.Parse(source).Html(targets);

    /// <summary>HTML of many texts for one reader, whose short links are looked up all at once.</summary>
    /// <param name="sources">The texts; the answer has their order.</param>
    /// <param name="find">
    /// Where links lead for this reader; those that lead nowhere are left out. Not asked for none.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<IReadOnlyList<string>> RenderAllAsync(
        IEnumerable<string> sources,
        Func<IReadOnlyCollection<ShortLink>, CancellationToken, Task<IReadOnlyDictionary<ShortLink, ShortLinkTarget>>>
            find,
        CancellationToken cancellationToken)
    {
        var texts = sources.Select(MarkdownText.Parse).ToList();
        var links = texts.SelectMany(text => text.Links).ToHashSet();
        var targets = links.Count == 0 ? Nowhere : await find(links, cancellationToken);
        return [.. texts.Select(text => text.Html(targets))];
    }

    /// <summary>The words of a text, a block to a line: for search and for mail. Links are their words.</summary>
    public static string PlainText(string source) => MarkdownText.Parse(source).Plain(Nowhere);

    /// <summary>The same, with the words of the short links that lead somewhere.</summary>
    public static string PlainText(string source, IReadOnlyDictionary<ShortLink, ShortLinkTarget> targets) =>
        MarkdownText.Parse(source).Plain(targets);
}
