using System.Buffers;

namespace Monitor.Benchmark.Exchange;

/// <summary>One file, or one page of an answer.</summary>
/// <param name="Name">Its file name; null for the one file given.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record StatLinePart(string? Name, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A byte order mark, and white space.</summary>
    private static readonly SearchValues<byte> blanks = SearchValues.Create([0xEF, 0xBB, 0xBF, .. " \r\n\t"u8]);

    /// <summary>True for JSON, by its first sign.</summary>
    public bool IsJson => FirstSign is (byte)'{' or (byte)'[';

    private byte? FirstSign
    {
        get
        {
            var bytes = Bytes.Span;
            var first = bytes.IndexOfAnyExcept(blanks);
            return first < 0 ? null : bytes[first];
        }
    }
}
