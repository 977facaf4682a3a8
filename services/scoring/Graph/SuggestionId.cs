using System.Buffers.Text;
using System.Text;

namespace Monitor.Scoring.Graph;

/// <summary>Names a suggestion: one a question, so it stays the same when the answers around it change.</summary>
public sealed record SuggestionId(int Round, string Municipality, string Question)
{
    /// <summary>Null for a text that is not an id of ours.</summary>
    public static SuggestionId? Read(string id)
    {
        if (!Base64Url.IsValid(id))
        {
            return null;
        }

        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id)).Split('/') is [var round, var code, var question]
            && int.TryParse(round, out var year)
            ? new SuggestionId(year, code, question)
            : null;
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Round}/{Municipality}/{Question}"));
}
