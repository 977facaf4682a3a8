namespace Monitor.Community.Domain;

/// <summary>Who is called in a text.</summary>
/// <remarks>
/// Members are called by something they wrote (<c>@auteur:ID</c>), never by a name, an address or an id of theirs: so a
/// mention tells nothing about who is a member, and calls an anonymous author without naming them. What stands in
/// code or in a quotation calls nobody.
/// </remarks>
/// <param name="Municipalities">Codes, in the order of the text, each once.</param>
/// <param name="Contributions">Ids in the graph of what those who are called wrote, likewise.</param>
public sealed record Mentions(IReadOnlyList<string> Municipalities, IReadOnlyList<string> Contributions)
{
    /// <summary>
    /// One text calls no more than so many municipalities, and so many authors; later ones are not called.
    /// </summary>
    public const int Most = 10;

    public static Mentions In(string source)
    {
        var called = MarkdownText.Parse(source).Called.ToLookup(link => link.Kind, link => link.Id);
        return new(First(called[ShortLinkKind.Municipality]), First(called[ShortLinkKind.Author]));
    }

    private static List<string> First(IEnumerable<string> ids) => [.. ids.Distinct().Take(Most)];
}
