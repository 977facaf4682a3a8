namespace Monitor.Community.Domain;

/// <summary>Checks texts that members write. Space around them does not count; line ends become LF.</summary>
public static class Wording
{
    /// <summary>A text on one line.</summary>
    /// <exception cref="ClientException">The code for its length, or NOT_PLAIN_TEXT.</exception>
    public static string Line(string code, string what, string text, int shortest, int longest)
    {
        var line = text.Trim();
        RequireLength(code, what, line, shortest, longest);
        if (line.Contains('\n', StringComparison.Ordinal) || line.Contains('\r', StringComparison.Ordinal)
            || !PlainText.IsPlain(line))
        {
            throw NotPlain();
        }

        return line;
    }

    /// <summary>A text of any number of lines.</summary>
    /// <exception cref="ClientException">The code for its length, or NOT_PLAIN_TEXT.</exception>
    public static string Body(string code, string what, string text, int shortest, int longest)
    {
        var body = text.Trim().ReplaceLineEndings("\n");
        RequireLength(code, what, body, shortest, longest);
        return PlainText.IsPlain(body) ? body : throw NotPlain();
    }

    /// <summary>A text that may be left out; an empty one is none.</summary>
    /// <exception cref="ClientException">PART_LENGTH or NOT_PLAIN_TEXT.</exception>
    public static string? Part(string what, string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? null : Body("PART_LENGTH", what, text, 1, longest);

    /// <summary>How many web and mail addresses stand in a text, as links or bare.</summary>
    public static int Addresses(string text) =>
        Count(text, "http://") + Count(text, "https://") + Count(text, "mailto:") + Count(text, "www.");

    private static int Count(string text, string what)
    {
        var count = 0;
        for (var at = 0; (at = text.IndexOf(what, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += what.Length)
        {
            count++;
        }

        return count;
    }

    private static void RequireLength(string code, string what, string text, int shortest, int longest)
    {
        if (text.Length < shortest || text.Length > longest)
        {
            throw new ClientException(
                code, $"The {what} has {shortest} to {longest} characters; this one has {text.Length}.");
        }
    }

    private static ClientException NotPlain() => new(
        "NOT_PLAIN_TEXT",
        "Texts hold no control characters or half characters, and a title stands on one line.");
}
