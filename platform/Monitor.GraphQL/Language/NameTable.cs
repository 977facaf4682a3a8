using System.Runtime.InteropServices;

namespace Monitor.GraphQL.Language;

/// <summary>Names that were read lately, so that reading one again makes no other string. Safe for many threads.</summary>
/// <remarks>
/// A place for each hash, and the name read last keeps it: it never grows, and names made to collide only cost what
/// they would without it. Two threads that write one place lose nothing but that.
/// </remarks>
internal static class NameTable
{
    private const int Places = 2_048;   // a power of two
    private const int Longest = 64;

    private static readonly string?[] names = new string?[Places];

    /// <summary>The name as a string.</summary>
    public static string Get(ReadOnlySpan<char> name)
    {
        if (name.Length > Longest)
        {
            return name.ToString();
        }

        ref var place = ref names[Hash(name) & (Places - 1)];
        var known = place;
        return known is not null && name.SequenceEqual(known) ? known : place = name.ToString();
    }

    /// <summary>Of the first and the last four characters: names differ there, or by length.</summary>
    private static uint Hash(ReadOnlySpan<char> name)
    {
        const ulong spread = 0x9E37_79B9_7F4A_7C15;   // 2^64 / golden ratio: odd, its bits well mixed
        var bytes = MemoryMarshal.AsBytes(name);
        var ends = name.Length switch
        {
            >= 4 => MemoryMarshal.Read<ulong>(bytes) + (3 * MemoryMarshal.Read<ulong>(bytes[^8..])),
            >= 2 => MemoryMarshal.Read<uint>(bytes) + (3ul * MemoryMarshal.Read<uint>(bytes[^4..])),
            1 => name[0],
            _ => 0ul,
        };
        return (uint)(((ends + (ulong)name.Length) * spread) >> 40);
    }
}
