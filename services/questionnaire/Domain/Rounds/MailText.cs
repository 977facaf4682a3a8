using System.Text.RegularExpressions;

namespace Monitor.Questionnaire.Domain;

/// <summary>
/// The text of an invitation or reminder, with places that are filled in for each municipality: <c>{gemeente}</c>
/// (its name), <c>{ronde}</c> (the year), <c>{sluit}</c> (the closing time in words) and <c>{link}</c>.
/// </summary>
/// <param name="Subject">One line, at most 200 characters.</param>
/// <param name="Body">Plain text, at most 5,000 characters.</param>
public sealed partial record MailText(string Subject, string Body)
{
    public const int LongestSubject = 200;
    public const int LongestBody = 5_000;

    private static readonly string[] Places = ["gemeente", "ronde", "sluit", "link"];

    public static MailText Invitation { get; } = new(
        "Uitnodiging Monitor aanpak kindermishandeling en huiselijk geweld {ronde}",
        """
        Geachte heer, mevrouw,

        Graag nodigen wij de gemeente {gemeente} uit om mee te doen aan de meting {ronde} van de Monitor aanpak
        kindermishandeling en huiselijk geweld. U kunt de vragenlijst invullen tot {sluit}:

        {link}

        U kunt met meerdere collega's aan de vragenlijst werken en tussentijds opslaan. Na het inzenden ziet u meteen
        de scores van uw gemeente, met suggesties voor verbetering.

        Met vriendelijke groet,
        het team van de Monitor
        """);

    public static MailText Reminder { get; } = new(
        "Herinnering: de Monitor {ronde} sluit {sluit}",
        """
        Geachte heer, mevrouw,

        Van de gemeente {gemeente} hebben wij voor de meting {ronde} van de Monitor aanpak kindermishandeling en
        huiselijk geweld nog geen inzending ontvangen. Invullen kan tot {sluit}:

        {link}

        Heeft u de vragenlijst inmiddels ingezonden, dan kunt u dit bericht als niet verzonden beschouwen.

        Met vriendelijke groet,
        het team van de Monitor
        """);

    /// <summary>The text as the institute gave it, without what stands around it.</summary>
    /// <exception cref="ClientException">BAD_TEXT: empty, too long, or more than one line for a subject.
    /// UNKNOWN_PLACEHOLDER: braces around anything else than the four places.</exception>
    public static MailText Checked(string subject, string body)
    {
        var text = new MailText(subject.Trim(), body.Trim().ReplaceLineEndings("\n"));
        if (text.Subject.Length is 0 or > LongestSubject || text.Body.Length is 0 or > LongestBody)
        {
            throw new ClientException(
                "BAD_TEXT", $"A subject has 1 to {LongestSubject} characters, a body 1 to {LongestBody}.");
        }

        // A line end in a subject would begin another header.
        if (!IsOneLine(text.Subject) || !PlainText.IsPlain(text.Body))
        {
            throw new ClientException("BAD_TEXT", "A subject is one line, and both are plain text.");
        }

        text.RequireKnownPlaces();
        return text;
    }

    /// <summary>The text with its places filled in.</summary>
    public MailText Filled(MailPlaces places) => new(
        // A value with a line end, which none should have, must not begin a header.
        LineEnds().Replace(Fill(Subject, places), " "),
        Fill(Body, places));

    /// <summary>Whether a text fits on one line of a header: no control characters and no line separators.</summary>
    public static bool IsOneLine(string text) => PlainText.IsPlain(text) && !LineEnds().IsMatch(text);

    private void RequireKnownPlaces()
    {
        var left = Place().Replace(Subject + Body, "");
        if (left.AsSpan().IndexOfAny('{', '}') >= 0)
        {
            throw new ClientException(
                "UNKNOWN_PLACEHOLDER",
                $"Braces are for {string.Join(", ", Places.Select(place => $"{{{place}}}"))} only.");
        }
    }

    // In one pass, so that a value with braces in it is not filled in again.
    private static string Fill(string text, MailPlaces places) => Place().Replace(text, match => match.Value switch
    {
        "{gemeente}" => places.Municipality,
        "{ronde}" => places.Round,
        "{sluit}" => places.Closes,
        _ => places.Link,
    });

    [GeneratedRegex(@"\{(gemeente|ronde|sluit|link)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[\r\n\t\v\f\u0085\u2028\u2029]+")]
    private static partial Regex LineEnds();
}

/// <summary>What is filled in.</summary>
/// <param name="Municipality">Its name.</param>
/// <param name="Round">The year.</param>
/// <param name="Closes">The closing time in words.</param>
/// <param name="Link">Where the questionnaire is filled in.</param>
public sealed record MailPlaces(string Municipality, string Round, string Closes, string Link)
{
    /// <param name="round">The round.</param>
    /// <param name="municipality">The municipality's name.</param>
    /// <param name="link">With <c>{ronde}</c> and <c>{code}</c> for the year and the municipality's code.</param>
    /// <param name="code">The municipality's code.</param>
    public static MailPlaces Of(Round round, string municipality, string code, string link)
    {
        var year = FormattableString.Invariant($"{round.Year}");
        return new MailPlaces(
            municipality,
            year,
            round.ClosesAt is { } closes ? DutchTime.Text(closes) : "een nog te bepalen moment",
            link.Replace("{ronde}", year, StringComparison.Ordinal).Replace("{code}", code, StringComparison.Ordinal));
    }
}
