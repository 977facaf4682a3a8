using System.Runtime.InteropServices;

namespace Monitor.Gateway.Benchmarks.Subgraphs;

/// <summary>Compares bytes by value, also where they lie in a buffer.</summary>
internal sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    public static Bytes Comparer { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    /// <summary>Eight bytes at a time: bodies have some thousands.</summary>
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = (ulong)alternate.Length;
        var words = MemoryMarshal.Cast<byte, ulong>(alternate);
        foreach (var word in words)
        {
            hash = (hash ^ word) * Multiplier;
            hash ^= hash >> 32;
        }

        foreach (var rest in alternate[(words.Length * sizeof(ulong))..])
        {
            hash = (hash ^ rest) * Multiplier;
        }

        return (int)(hash ^ (hash >> 32));
    }
}
