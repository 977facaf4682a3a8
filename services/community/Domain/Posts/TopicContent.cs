using System.Text.RegularExpressions;

namespace Monitor.Community.Domain;

/// <summary>An address beside a contribution: an attachment of a tip, a source of news.</summary>
/// <param name="Title">What stands there, on one line.</param>
/// <param name="Url">http, https or mailto.</param>
public sealed record Link(string Title, string Url);

/// <summary>What someone wants a topic to say, unchecked.</summary>
public sealed record TopicWords(
    string? Title,
    string? Text,
    string? Did = null,
    string? Brought = null,
    string? Costs = null,
    string? Contact = null,
    IReadOnlyList<Link>? Links = null,
    string? Objective = null,
    IReadOnlyList<string>? Measures = null);

/// <summary>What a topic says: its texts have passed the checks.</summary>
public sealed partial record TopicContent
{
    public const int ShortestTitle = 4;
    public const int LongestTitle = 120;
    public const int ShortestText = 10;
    public const int LongestTip = 4_000;
    public const int LongestText = 20_000;
    public const int LongestPart = 4_000;
    public const int LongestCosts = 1_000;
    public const int LongestContact = 300;
    public const int MostLinks = 10;
    public const int MostMeasures = 20;

    private TopicContent()
    {
    }

    /// <summary>4 to 120 characters, on one line.</summary>
    public required string Title { get; init; }

    /// <summary>Markdown, 10 to 4,000 characters of a tip, to 20,000 of others; line ends are LF.</summary>
    public required string Text { get; init; }

    /// <summary>Of a tip: what was done. Markdown.</summary>
    public string? Did { get; init; }

    /// <summary>Of a tip: what it brought. Markdown.</summary>
    public string? Brought { get; init; }

    public string? Costs { get; init; }

    public string? Contact { get; init; }

    public required IReadOnlyList<Link> Links { get; init; }

    public string? Objective { get; init; }

    /// <summary>Ids of the questionnaire's options.</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary>All that is written, for checks that concern every part.</summary>
    public IEnumerable<string> Texts =>
        new[] { Title, Text, Did, Brought, Costs, Contact }.OfType<string>().Concat(Links.Select(l => l.Title));

    /// <summary>The same, with the addresses that stand beside it.</summary>
    public IEnumerable<string> TextsAndAddresses => Texts.Concat(Links.Select(l => l.Url));

    /// <summary>Checks what someone wants to post. Space around the texts does not count.</summary>
    /// <exception cref="ClientException">
    /// TITLE_LENGTH, TEXT_LENGTH, PART_LENGTH, NOT_PLAIN_TEXT, TOO_MANY_LINKS, BAD_LINK, BAD_MEASURES or WRONG_KIND.
    /// </exception>
    public static TopicContent Of(TopicKind kind, TopicWords words)
    {
        var isTip = kind == TopicKind.Tip;
        if (!isTip && (words.Did ?? words.Brought ?? words.Costs ?? words.Contact) is not null)
        {
            throw new ClientException(
                "WRONG_KIND", "Only a tip says what was done, what it brought, what it cost and whom to ask.");
        }

        var what = EnumWords[kind];
        return new TopicContent
        {
            Title = Wording.Line("TITLE_LENGTH", $"title of {what}", words.Title ?? "", ShortestTitle, LongestTitle),
            Text = Wording.Body(
                "TEXT_LENGTH", $"text of {what}", words.Text ?? "", ShortestText, isTip ? LongestTip : LongestText),
            Did = Wording.Part("part on what was done", words.Did, LongestPart),
            Brought = Wording.Part("part on what it brought", words.Brought, LongestPart),
            Costs = Wording.Part("part on costs", words.Costs, LongestCosts),
            Contact = words.Contact is null ? null : Wording.Part("contact", words.Contact, LongestContact),
            Links = LinksOf(words.Links ?? []),
            Objective = words.Objective,
            Measures = MeasuresOf(words.Measures ?? []),
        };
    }

    /// <summary>Holds all texts together to a number of addresses.</summary>
    /// <exception cref="ClientException">TOO_MANY_LINKS.</exception>
    public void RequireAddresses(int most) => RequireAddresses(Texts, most);

    /// <inheritdoc cref="RequireAddresses(int)"/>
    public static void RequireAddresses(IEnumerable<string> texts, int most)
    {
        if (texts.Sum(Wording.Addresses) > most)
        {
            throw new ClientException("TOO_MANY_LINKS", $"A contribution holds {most} addresses at most.");
        }
    }

    private static readonly Dictionary<TopicKind, string> EnumWords = new()
    {
        [TopicKind.Tip] = "a tip",
        [TopicKind.Discussion] = "a discussion",
        [TopicKind.Question] = "a question",
        [TopicKind.News] = "a news item",
    };

    private static List<Link> LinksOf(IReadOnlyList<Link> links) => links.Count > MostLinks
        ? throw new ClientException("TOO_MANY_LINKS", $"Beside a contribution stand {MostLinks} links at most.")
        :
        [
            .. links.Select(link => new Link(
                Wording.Line("PART_LENGTH", "title of a link", link.Title, 1, LongestTitle),
                WebAddress.Safe(link.Url.Trim())
                    ?? throw new ClientException("BAD_LINK", "A link leads to an http, https or mailto address."))),
        ];

    private static List<string> MeasuresOf(IReadOnlyList<string> measures) =>
        measures.Count <= MostMeasures && measures.All(m => MeasureId().IsMatch(m))
            ? [.. measures.Distinct()]
            : throw new ClientException(
                "BAD_MEASURES", $"`measures` takes {MostMeasures} ids of options of the questionnaire at most.");

    [GeneratedRegex(@"\A[A-Za-z0-9_.:-]{1,150}\z")]
    private static partial Regex MeasureId();
}
