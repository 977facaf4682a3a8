using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>Collects bytes in rented memory, which is given back when it is disposed.</summary>
/// <param name="capacity">Bytes that fit in without renting more.</param>
public sealed class PooledBuffer(int capacity = 16 * 1024) : IBufferWriter<byte>, IDisposable
{
    private byte[] rented = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => rented.AsMemory(0, Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Grow(bytes.Length);
        bytes.CopyTo(rented.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Writes the first bytes of some, without a call where they are few and more can be read.</summary>
    /// <param name="bytes">Those, and what stands behind them in memory.</param>
    /// <param name="length">How many to write.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> bytes, int length)
    {
        if (length > Vector256<byte>.Count || bytes.Length < Vector256<byte>.Count)
        {
            Write(bytes[..length]);
            return;
        }

        Grow(Vector256<byte>.Count);
        Vector256.Create(bytes).CopyTo(rented.AsSpan(Length));
        Length += length;
    }

    public void Write(byte value)
    {
        Grow(1);
        rented[Length++] = value;
    }

    /// <summary>Takes back all that was written after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
    }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(Math.Max(sizeHint, 1));
        return rented.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(Math.Max(sizeHint, 1));
        return rented.AsSpan(Length);
    }

    public void Dispose()
    {
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        rented = [];
        Length = 0;
    }

    private void Grow(int needed)
    {
        if (rented.Length - Length < needed)
        {
            RentMore(needed);
        }
    }

    private void RentMore(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(rented.Length * 2, Length + needed));
        rented.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(rented);
        rented = larger;
    }
}
