namespace Monitor.Community.Domain;

/// <summary>What a reply says: its text has passed the checks.</summary>
public sealed record ReplyContent
{
    public const int ShortestText = 2;
    public const int LongestText = 10_000;

    private ReplyContent(string text) => Text = text;

    /// <summary>Markdown, 2 to 10,000 characters; line ends are LF.</summary>
    public string Text { get; }

    /// <exception cref="ClientException">TEXT_LENGTH or NOT_PLAIN_TEXT.</exception>
    public static ReplyContent Of(string? text) =>
        new(Wording.Body("TEXT_LENGTH", "text of a reply", text ?? "", ShortestText, LongestText));
}
