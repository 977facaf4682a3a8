namespace Monitor.Scoring.Domain;

/// <summary>How the body of a text is to be read; it is stored, and given out, as it was written.</summary>
public enum TextFormat
{
    Plain,
    Markdown,
}

/// <summary>What the editors write about a measure, in Dutch: what it takes, and what is known of it.</summary>
/// <param name="Measure">Of which measure.</param>
/// <param name="Version">1 for the first; the highest counts.</param>
/// <param name="Body">Null: the text was taken back.</param>
/// <param name="Format">How to read the body.</param>
/// <param name="Source">Address of where it comes from: https or http; null for none.</param>
/// <param name="At">When it was written.</param>
/// <param name="By">The subject of the token that was used.</param>
public sealed record MeasureText(
    MeasureKey Measure, int Version, string? Body, TextFormat Format, string? Source, DateTimeOffset At, string By)
{
    public const int ShortestBody = 10;
    public const int LongestBody = 4_000;
    public const int LongestSource = 500;

    /// <summary>Checks a text that somebody wants to publish.</summary>
    /// <exception cref="ClientException">TEXT_LENGTH, NOT_PLAIN_TEXT or BAD_SOURCE.</exception>
    public static MeasureText Of(
        MeasureKey measure,
        int version,
        string body,
        TextFormat format,
        string? source,
        DateTimeOffset at,
        string by)
    {
        var plain = PlainText.Require("text", body, ShortestBody, LongestBody);
        return new MeasureText(measure, version, plain, format, SourceOf(source), at, by);
    }

    // A link that a reader follows: nothing but the web, and no user name that makes one site look like another.
    private static string? SourceOf(string? source)
    {
        if (string.IsNullOrWhiteSpace(source))
        {
            return null;
        }

        return Uri.TryCreate(source.Trim(), UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            && address.UserInfo.Length == 0
            && address.AbsoluteUri.Length <= LongestSource
            ? address.AbsoluteUri
            : throw new ClientException(
                "BAD_SOURCE",
                $"`source` is an address of at most {LongestSource} characters, with https:// or http:// before it.");
    }
}
