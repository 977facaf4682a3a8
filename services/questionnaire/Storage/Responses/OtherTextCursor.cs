using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Questionnaire.Storage;

/// <summary>Where a page of texts ended: the last one's place in the order that was asked for.</summary>
public sealed record OtherTextCursor(string SortKey, string Place)
{
    /// <summary>Opaque to clients.</summary>
    [JsonIgnore]
    public string Text => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <exception cref="ClientException">BAD_CURSOR: it is not one of ours.</exception>
    public static OtherTextCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            if (JsonSerializer.Deserialize<OtherTextCursor>(Base64Url.DecodeFromChars(text))
                is { SortKey: not null, Place: not null } cursor)
            {
                return cursor;
            }
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            // Falls through to the one refusal.
        }

        throw new ClientException("BAD_CURSOR", "`after` is no cursor of this list; give an `endCursor` as it came.");
    }
}
