namespace Monitor.Questionnaire.Domain;

/// <summary>Why something that others rely on is changed: for the history, in the officer's own words.</summary>
public sealed record Reason
{
    /// <summary>In UTF-16 units.</summary>
    public const int Longest = 500;

    private Reason(string text) => Text = text;

    public string Text { get; }

    /// <exception cref="ClientException">REASON_MISSING, TEXT_TOO_LONG, NOT_PLAIN_TEXT.</exception>
    public static Reason Of(string? given)
    {
        var text = given?.Trim() ?? "";
        if (text.Length == 0)
        {
            throw new ClientException("REASON_MISSING", "Say why: the reason stands in the history.");
        }

        if (text.Length > Longest)
        {
            throw new ClientException(
                "TEXT_TOO_LONG", $"The reason has {text.Length} characters; at most {Longest} fit.");
        }

        return PlainText.IsPlain(text)
            ? new Reason(text)
            : throw new ClientException(
                "NOT_PLAIN_TEXT", "The reason holds control characters or half a character; send plain text.");
    }
}
