using System.Buffers;

namespace Monitor.Gateway.Subgraphs;

/// <summary>Reads the body of an answer into a buffer of the shared pool, and no further than allowed.</summary>
internal static class AnswerBody
{
    /// <summary>Room for the first read of an answer that does not say how long it is.</summary>
    private const int Usual = 16 * 1024;

    /// <param name="content">The answer's.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="expected">How long such answers were lately; 0 where that is not known.</param>
    /// <param name="cancellationToken">Ends a body that comes too slowly.</param>
    /// <returns>A rented buffer, with more room than was read; null where the answer is larger than allowed.</returns>
    /// <exception cref="IOException">It was cut off.</exception>
    public static async ValueTask<(byte[] Buffer, int Length)?> ReadAsync(
        HttpContent content, int limit, int expected, CancellationToken cancellationToken)
    {
        var said = content.Headers.ContentLength;
        if (said > limit)
        {
            return null;
        }
        // One more than it says, so that its end is found without growing.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(limit, said ?? Math.Max(expected, Usual)) + 1);
        var length = 0;
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
                length += read;
                if (length > limit)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    return null;
                }
                if (read == 0)
                {
                    return (buffer, length);
                }
                if (length == buffer.Length)
                {
                    buffer = Grow(buffer, limit);
                }
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    private static byte[] Grow(byte[] buffer, int limit)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, limit + 1L));
        buffer.CopyTo(larger.AsSpan());
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
