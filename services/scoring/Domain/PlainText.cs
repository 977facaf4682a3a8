namespace Monitor.Scoring.Domain;

/// <summary>Texts that people write: what can be stored and shown anywhere.</summary>
public static class PlainText
{
    /// <summary>The text without space around it and with LF for line ends.</summary>
    /// <param name="name">Of the argument, for the error.</param>
    /// <param name="text">As given.</param>
    /// <param name="shortest">In UTF-16 units, as <paramref name="longest"/>.</param>
    /// <param name="longest">See <paramref name="shortest"/>.</param>
    /// <exception cref="ClientException">TEXT_LENGTH or NOT_PLAIN_TEXT.</exception>
    public static string Require(string name, string text, int shortest, int longest)
    {
        var trimmed = text.Trim().ReplaceLineEndings("\n");
        if (trimmed.Length < shortest || trimmed.Length > longest)
        {
            throw new ClientException(
                "TEXT_LENGTH", $"`{name}` has {shortest} to {longest} characters; this has {trimmed.Length}.");
        }

        return IsPlain(trimmed)
            ? trimmed
            : throw new ClientException(
                "NOT_PLAIN_TEXT", $"`{name}` is plain text: no control characters or half characters.");
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
