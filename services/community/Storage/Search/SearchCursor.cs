using System.Buffers.Binary;
using System.Buffers.Text;

namespace Monitor.Community.Storage;

/// <summary>A place in a list of what was found: it stays good when others come in above it.</summary>
/// <param name="Rank">Of the last one shown.</param>
/// <param name="Id">Decides between those of the same rank.</param>
/// <param name="Reach">What was looked through: the pages that follow look through the same.</param>
public sealed record SearchCursor(double Rank, Guid Id, SearchReach Reach)
{
    private const int Length = 29;
    private const byte Titles = 1;
    private const byte Whole = 2;

    /// <summary>Opaque to clients.</summary>
    public string Text
    {
        get
        {
            Span<byte> content = stackalloc byte[Length];
            BinaryPrimitives.WriteDoubleBigEndian(content, Rank);
            Id.TryWriteBytes(content[8..]);
            BinaryPrimitives.WriteInt32BigEndian(content[24..], Reach.Since);
            content[28] = (byte)((Reach.AllTitles ? Titles : 0) | (Reach.WholeWords ? Whole : 0));
            return Base64Url.EncodeToString(content);
        }
    }

    /// <exception cref="ClientException">BAD_CURSOR: it is not one of ours.</exception>
    public static SearchCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        Span<byte> content = stackalloc byte[Length];
        if (Base64Url.IsValid(text, out var length)
            && length == Length
            && Base64Url.TryDecodeFromChars(text, content, out _)
            && BinaryPrimitives.ReadDoubleBigEndian(content) is var rank
            && double.IsFinite(rank)
            && BinaryPrimitives.ReadInt32BigEndian(content[24..]) is var since and >= 0
            && content[28] is var flags and <= (Titles | Whole))
        {
            return new SearchCursor(
                rank,
                new Guid(content[8..24]),
                new SearchReach(since, (flags & Titles) != 0, (flags & Whole) != 0));
        }

        throw new ClientException("BAD_CURSOR", "`after` is no cursor of a search; give an `endCursor` as it came.");
    }
}

/// <param name="First">How many at most, from 0.</param>
/// <param name="After">The last one of the page before; null for the first page.</param>
public sealed record SearchAsked(int First, SearchCursor? After);
