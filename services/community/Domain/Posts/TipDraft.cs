namespace Monitor.Community.Domain;

/// <summary>A tip that may be posted: its texts have passed the checks.</summary>
public sealed record TipDraft
{
    public const int ShortestTitle = 4;
    public const int LongestTitle = 120;
    public const int ShortestText = 10;
    public const int LongestText = 4_000;

    private TipDraft(string objective, string title, string text, bool isAnonymous)
    {
        Objective = objective;
        Title = title;
        Text = text;
        IsAnonymous = isAnonymous;
    }

    public string Objective { get; }

    /// <summary>4 to 120 characters, on one line.</summary>
    public string Title { get; }

    /// <summary>10 to 4,000 characters; line ends are LF.</summary>
    public string Text { get; }

    /// <summary>Whether readers do not see which municipality it comes from.</summary>
    public bool IsAnonymous { get; }

    /// <summary>Checks what someone wants to post. Space around the texts does not count.</summary>
    /// <exception cref="ClientException">TITLE_LENGTH, TEXT_LENGTH, or NOT_PLAIN_TEXT.</exception>
    public static TipDraft Of(string objective, string title, string text, bool isAnonymous)
    {
        var line = title.Trim();
        var body = text.Trim().ReplaceLineEndings("\n");
        RequireLength("TITLE_LENGTH", "title", line, ShortestTitle, LongestTitle);
        RequireLength("TEXT_LENGTH", "text", body, ShortestText, LongestText);
        if (line.Contains('\n', StringComparison.Ordinal) || !IsPlain(line) || !IsPlain(body))
        {
            throw new ClientException(
                "NOT_PLAIN_TEXT",
                "A tip is plain text: no control characters or half characters, and a title on one line.");
        }

        return new TipDraft(objective, line, body, isAnonymous);
    }

    private static void RequireLength(string code, string what, string text, int shortest, int longest)
    {
        if (text.Length < shortest || text.Length > longest)
        {
            throw new ClientException(
                code, $"The {what} of a tip has {shortest} to {longest} characters; this one has {text.Length}.");
        }
    }

    // Half a surrogate pair and NUL cannot be stored; other control characters cannot be shown.
    private static bool IsPlain(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var unit = text[at];
            if (char.IsControl(unit) && unit is not ('\n' or '\t'))
            {
                return false;
            }

            if (char.IsSurrogate(unit) && (at + 1 == text.Length || !char.IsSurrogatePair(unit, text[++at])))
            {
                return false;
            }
        }

        return true;
    }
}
