namespace Monitor.Questionnaire.Domain;

/// <summary>
/// What officers of one municipality tell each other beside a question. It is no answer: never submitted, never scored.
/// </summary>
/// <param name="Id">Opaque.</param>
/// <param name="Response">Id of the response.</param>
/// <param name="Question">The question's id.</param>
/// <param name="Text">1 to 1,000 characters, plain text.</param>
/// <param name="Revision">From 1; one higher with every change of the text.</param>
/// <param name="By">Subject of the token of who last wrote it.</param>
/// <param name="At">When that was.</param>
public sealed record Remark(
    Guid Id, Guid Response, string Question, string Text, int Revision, string By, DateTimeOffset At)
{
    /// <summary>In UTF-16 units.</summary>
    public const int Longest = 1_000;

    /// <summary>The text as it is kept.</summary>
    /// <exception cref="ClientException">TEXT_MISSING, TEXT_TOO_LONG, NOT_PLAIN_TEXT.</exception>
    public static string TextOf(string given)
    {
        var text = given.Trim();
        if (text.Length == 0)
        {
            throw new ClientException("TEXT_MISSING", "A remark needs a text; `removeRemark` takes one away.");
        }

        if (text.Length > Longest)
        {
            throw new ClientException(
                "TEXT_TOO_LONG", $"The remark has {text.Length} characters; at most {Longest} fit.");
        }

        return PlainText.IsPlain(text)
            ? text
            : throw new ClientException(
                "NOT_PLAIN_TEXT", "The remark holds control characters or half a character; send plain text.");
    }
}
