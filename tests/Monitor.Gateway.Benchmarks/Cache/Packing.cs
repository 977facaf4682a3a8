using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Monitor.Gateway.Benchmarks.Cache;

/// <summary>Ways to pack an entry for Redis, on figures of several sizes.</summary>
internal static class Packing
{
    private static readonly (string Name, Func<byte[], byte[]> Pack, Func<byte[], int, byte[]> Unpack)[] ways =
    [
        ("deflate, fastest", Deflate, Inflate),
        ("brotli 0", json => Brotli(json, 0), Unbrotli),
        ("brotli 1", json => Brotli(json, 1), Unbrotli),
        ("brotli 4", json => Brotli(json, 4), Unbrotli),
    ];

    public static void Compare(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| bytes | packed by | to | pack µs | unpack µs |");
        output.WriteLine("|--:|---|--:|--:|--:|");
        foreach (var objectives in (int[])[3, 14, 60, 300])
        {
            var json = Encoding.UTF8.GetBytes(AggregateSubgraphs.ObjectivesJson(objectives));
            foreach (var (name, pack, unpack) in ways)
            {
                var packed = pack(json);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {json.Length} | {name} | {100.0 * packed.Length / json.Length:0} % "
                    + $"| {Time(() => pack(json)):0} | {Time(() => unpack(packed, json.Length)):0} |"));
            }
        }
    }

    /// <summary>Microseconds, the median of 200.</summary>
    private static double Time(Action work)
    {
        var times = new double[200];
        for (var turn = -50; turn < times.Length; turn++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            if (turn >= 0)
            {
                times[turn] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            }
        }
        return times.Order().ElementAt(times.Length / 2);
    }

    private static byte[] Deflate(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(json);
        }
        return packed.ToArray();
    }

    private static byte[] Inflate(byte[] packed, int length)
    {
        var json = new byte[length];
        using var inflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        inflate.ReadExactly(json);
        return json;
    }

    private static byte[] Brotli(byte[] json, int quality)
    {
        var packed = new byte[json.Length + 1024];
        return BrotliEncoder.TryCompress(json, packed, out var length, quality, window: 18)
            ? packed[..length]
            : json;
    }

    private static byte[] Unbrotli(byte[] packed, int length)
    {
        var json = new byte[length];
        return BrotliDecoder.TryDecompress(packed, json, out _) ? json : throw new InvalidDataException();
    }
}
