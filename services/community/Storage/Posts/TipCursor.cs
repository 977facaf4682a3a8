using System.Buffers.Binary;
using System.Buffers.Text;

namespace Monitor.Community.Storage;

/// <summary>
/// Where a page of tips ended: the last one's place in the order newest first. It names a place, not a count, so it
/// stays good when tips come in above it.
/// </summary>
/// <param name="PostedAt">When the last one was posted, to the microsecond, as the database keeps it.</param>
/// <param name="Id">Decides between tips of the same moment.</param>
public sealed record TipCursor(DateTimeOffset PostedAt, Guid Id)
{
    private const int Length = 24;

    /// <summary>Opaque to clients.</summary>
    public string Text
    {
        get
        {
            Span<byte> content = stackalloc byte[Length];
            BinaryPrimitives.WriteInt64BigEndian(content, PostedAt.UtcTicks);
            Id.TryWriteBytes(content[8..]);
            return Base64Url.EncodeToString(content);
        }
    }

    /// <exception cref="ClientException">BAD_CURSOR: it is not one of ours.</exception>
    public static TipCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        Span<byte> content = stackalloc byte[Length];
        if (Base64Url.IsValid(text, out var length)
            && length == Length
            && Base64Url.TryDecodeFromChars(text, content, out _)
            && BinaryPrimitives.ReadInt64BigEndian(content) is var ticks and >= 0
            && ticks <= DateTimeOffset.MaxValue.Ticks)
        {
            return new TipCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(content[8..]));
        }

        throw new ClientException("BAD_CURSOR", "`after` is no cursor of tips; give an `endCursor` as it came.");
    }
}
