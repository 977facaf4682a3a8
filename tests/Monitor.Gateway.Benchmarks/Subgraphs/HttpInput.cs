using System.Buffers.Text;
using System.Text;

namespace Monitor.Gateway.Benchmarks.Subgraphs;

/// <summary>One request as it lies at the front of a buffer.</summary>
/// <param name="length">Bytes that it takes, body and frame included.</param>
/// <param name="body">Where its body lies; for one in chunks, a copy of its own.</param>
internal readonly ref struct HttpInput(int length, ReadOnlySpan<byte> body)
{
    public int Length { get; } = length;

    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>Reads the request at the front: just as much of HTTP/1.1 as clients of a subgraph use.</summary>
    /// <returns>False where more must arrive first.</returns>
    /// <exception cref="InvalidDataException">The frame of the body is not what HTTP/1.1 says.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out HttpInput request)
    {
        request = default;
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var from = head + 4;
        var lines = bytes[..(head + 2)];
        if (Header(lines, "content-length:"u8) is { IsEmpty: false } written)
        {
            if (!Utf8Parser.TryParse(written, out int length, out _))
            {
                throw new InvalidDataException("Content-Length is no number.");
            }

            if (bytes.Length < from + length)
            {
                return false;
            }

            request = new HttpInput(from + length, bytes.Slice(from, length));
            return true;
        }

        if (Header(lines, "transfer-encoding:"u8).IsEmpty)
        {
            request = new HttpInput(from, default);
            return true;
        }

        return TryReadChunks(bytes, from, out request);
    }

    private static bool TryReadChunks(ReadOnlySpan<byte> bytes, int from, out HttpInput request)
    {
        request = default;
        var body = new List<byte>();
        while (true)
        {
            var end = bytes[from..].IndexOf("\r\n"u8);
            if (end < 0)
            {
                return false;
            }

            if (!Utf8Parser.TryParse(bytes.Slice(from, end), out int size, out _, 'x'))
            {
                throw new InvalidDataException("The size of a chunk is no number.");
            }

            from += end + 2;
            if (bytes.Length < from + size + 2)
            {
                return false;
            }

            body.AddRange(bytes.Slice(from, size));
            from += size + 2;
            if (size == 0)
            {
                request = new HttpInput(from, body.ToArray());
                return true;
            }
        }
    }

    /// <param name="lines">The head, each line ended.</param>
    /// <param name="name">In small letters, with the colon.</param>
    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> lines, ReadOnlySpan<byte> name)
    {
        while (lines.IndexOf("\r\n"u8) is var end and >= 0)
        {
            if (end > name.Length && Ascii.EqualsIgnoreCase(lines[..name.Length], name))
            {
                return lines[name.Length..end].Trim((byte)' ');
            }

            lines = lines[(end + 2)..];
        }

        return default;
    }
}
