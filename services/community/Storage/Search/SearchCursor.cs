using System.Buffers.Binary;
using System.Buffers.Text;

namespace Monitor.Community.Storage;

/// <summary>A place in a list of what was found: it stays good when others come in above it.</summary>
/// <param name="Rank">Of the last one shown.</param>
/// <param name="Id">Decides between those of the same rank.</param>
public sealed record SearchCursor(double Rank, Guid Id)
{
    private const int Length = 24;

    /// <summary>Opaque to clients.</summary>
    public string Text
    {
        get
        {
            Span<byte> content = stackalloc byte[Length];
            BinaryPrimitives.WriteDoubleBigEndian(content, Rank);
            Id.TryWriteBytes(content[8..]);
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
            && double.IsFinite(rank))
        {
            return new SearchCursor(rank, new Guid(content[8..]));
        }

        throw new ClientException("BAD_CURSOR", "`after` is no cursor of a search; give an `endCursor` as it came.");
    }
}

/// <param name="First">How many at most, from 0.</param>
/// <param name="After">The last one of the page before; null for the first page.</param>
public sealed record SearchAsked(int First, SearchCursor? After);
