using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// A place in a list of names as clients hand it back: what the entry there is sorted by, so that a page goes on where
/// it ended whoever joins or leaves the list. It holds nothing that the entry does not show.
/// </summary>
internal static class NamedCursor
{
    public static string Of(NamedPlace place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{place.Key}|{place.Municipality}|{place.SortName}")));

    /// <summary>Null: from the beginning.</summary>
    /// <exception cref="ClientException">BAD_CURSOR.</exception>
    public static NamedPlace? Read(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        return Base64Url.IsValid(cursor)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|') is [var key, var code, var name]
            && decimal.TryParse(key, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            && !name.Contains('\0', StringComparison.Ordinal) && !code.Contains('\0', StringComparison.Ordinal)
            ? new NamedPlace(number, name, code)
            : throw new ClientException("BAD_CURSOR", "`after` is an `endCursor` of an earlier page of this list.");
    }
}
