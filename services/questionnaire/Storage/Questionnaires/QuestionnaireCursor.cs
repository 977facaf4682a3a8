using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Storage;

/// <summary>Where a page of questionnaires ended.</summary>
/// <param name="At">The last one's moment.</param>
/// <param name="Id">Its id, which tells apart those of one moment.</param>
public sealed record QuestionnaireCursor(DateTimeOffset At, string Id)
{
    /// <summary>Opaque to clients.</summary>
    public string Text => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks} {Id}")));

    /// <exception cref="ClientException">BAD_CURSOR: it is not one of ours.</exception>
    public static QuestionnaireCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            var content = new UTF8Encoding(false, throwOnInvalidBytes: true)
                .GetString(Base64Url.DecodeFromChars(text)).Split(' ');
            if (content is [var ticks, { Length: > 0 } id]
                && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                && at < DateTimeOffset.MaxValue.UtcTicks
                && PlainText.IsPlain(id))
            {
                return new QuestionnaireCursor(new DateTimeOffset(at, TimeSpan.Zero), id);
            }
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            // Falls through to the one refusal.
        }

        throw new ClientException("BAD_CURSOR", "`after` is no cursor of this list; give an `endCursor` as it came.");
    }
}
