using System.Buffers.Binary;
using System.Buffers.Text;

namespace Monitor.Community.Storage;

/// <summary>
/// A place in a list by time, the newest first. It names a place, not a count, so it stays good when others come in
/// above it.
/// </summary>
/// <param name="At">The moment, to the microsecond, as the database keeps it.</param>
/// <param name="Id">Decides between those of the same moment.</param>
public sealed record TimeCursor(DateTimeOffset At, Guid Id)
{
    private const int Length = 24;

    /// <summary>Opaque to clients.</summary>
    public string Text
    {
        get
        {
            Span<byte> content = stackalloc byte[Length];
            BinaryPrimitives.WriteInt64BigEndian(content, At.UtcTicks);
            Id.TryWriteBytes(content[8..]);
            return Base64Url.EncodeToString(content);
        }
    }

    /// <exception cref="ClientException">BAD_CURSOR: it is not one of ours.</exception>
    public static TimeCursor? Parse(string? text)
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
            return new TimeCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(content[8..]));
        }

        throw new ClientException("BAD_CURSOR", "`after` is no cursor of this list; give an `endCursor` as it came.");
    }
}

/// <param name="First">How many at most, from 0.</param>
/// <param name="After">The last one of the page before; null for the first page.</param>
public sealed record PageAsked(int First, TimeCursor? After);
