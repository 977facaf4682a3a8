using System.Buffers.Text;
using System.Text;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Storage;

/// <summary>Where a page of municipalities ended: the last one's place in the order by name.</summary>
public sealed record MunicipalityCursor(string SortName, string Code)
{
    /// <summary>Opaque to clients.</summary>
    public string Text => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Code}{SortName}"));

    /// <exception cref="ClientException">BAD_CURSOR: it is not one of ours.</exception>
    public static MunicipalityCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            var content = new UTF8Encoding(false, throwOnInvalidBytes: true)
                .GetString(Base64Url.DecodeFromChars(text));
            if (content.Length > 6 && Municipality.IsCode(content[..6]) && PlainText.IsPlain(content))
            {
                return new MunicipalityCursor(content[6..], content[..6]);
            }
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            // Falls through to the one refusal.
        }

        throw new ClientException("BAD_CURSOR", "`after` is no cursor of this list; give an `endCursor` as it came.");
    }
}
