using System.IO.Compression;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// Packs entries for Redis: deflate at its fastest, which unpacks in half the time of brotli and packs released figures
/// to a fifth (<c>./monitor bench cache</c> compares them).
/// </summary>
internal static class EntryCompression
{
    private const int LongestJson = 1024 * 1024 * 1024;

    /// <summary>Null where it would save nothing.</summary>
    public static byte[]? Pack(ReadOnlySpan<byte> json)
    {
        using var packed = new MemoryStream(json.Length / 4);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(json);
        }
        return packed.Length < json.Length ? packed.ToArray() : null;
    }

    /// <exception cref="InvalidDataException">It is not what <see cref="Pack"/> made of so many bytes.</exception>
    public static byte[] Unpack(ReadOnlyMemory<byte> packed, int length)
    {
        if (length is < 0 or > LongestJson)
        {
            throw new InvalidDataException();
        }
        var json = new byte[length];
        using var stream = new MemoryStream(packed.ToArray(), writable: false);
        using var deflate = new DeflateStream(stream, CompressionMode.Decompress);
        return deflate.ReadAtLeast(json, length, throwOnEndOfStream: false) == length
            ? json
            : throw new InvalidDataException();
    }
}
