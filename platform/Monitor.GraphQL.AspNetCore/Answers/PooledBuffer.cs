using System.Buffers;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>Collects bytes in rented memory, which is given back when it is disposed.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 16 * 1024;

    private byte[] rented = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int written;

    public ReadOnlyMemory<byte> Written => rented.AsMemory(0, written);

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(Math.Max(sizeHint, 1));
        return rented.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(rented);
        rented = [];
        written = 0;
    }

    private void Grow(int needed)
    {
        if (rented.Length - written >= needed)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(rented.Length * 2, written + needed));
        rented.AsSpan(0, written).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(rented);
        rented = larger;
    }
}
