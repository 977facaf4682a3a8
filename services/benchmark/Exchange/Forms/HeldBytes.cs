namespace Monitor.Benchmark.Exchange;

/// <summary>
/// Takes what writers that know no asynchronous streams write, and holds it until it is let go: an answer's own stream
/// takes no synchronous writes.
/// </summary>
internal sealed class HeldBytes : Stream
{
    private readonly MemoryStream held = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>How many bytes are held.</summary>
    public long Count => held.Length;

    public override void Write(ReadOnlySpan<byte> buffer) => held.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => held.Write(buffer, offset, count);

    public override void Flush()
    {
    }

    /// <summary>What is held goes out, and the holding begins anew.</summary>
    public async Task EmptyIntoAsync(Stream to, CancellationToken cancellationToken)
    {
        if (held.Length > 0)
        {
            await to.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellationToken);
            held.SetLength(0);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            held.Dispose();
        }

        base.Dispose(disposing);
    }
}
