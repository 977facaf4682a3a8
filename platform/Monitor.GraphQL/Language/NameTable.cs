using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Monitor.GraphQL.Language;

/// <summary>Names that were read lately: reading one again makes no other string. Safe for many threads.</summary>
/// <remarks>
/// A place for each hash, and the name read last keeps it: it never grows, and names made to collide only cost what
/// they would without it. Two threads that write one place lose nothing but that.
/// </remarks>
internal static class NameTable
{
    private const int Places = 4_096;   // a power of two
    private const int Longest = 64;
    private const int Half = 4;         // characters in 64 bits

    private static readonly string?[] names = new string?[Places];

    /// <summary>The name as a string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string Get(ReadOnlySpan<char> name) =>
        name.Length is >= Half and <= Longest ? Find(name) : name.Length < Half ? Short(name) : new string(name);

    /// <summary>Most differ in the first or last four characters, or in length; up to eight, all do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static string Find(ReadOnlySpan<char> name)
    {
        var first = FourAt(name, 0);
        var last = FourAt(name, name.Length - Half);
        var place = PlaceOf(first + (3 * last) + (ulong)name.Length);
        var known = names[place];
        return known is not null
            && known.Length == name.Length
            && FourAt(known, 0) == first
            && FourAt(known, known.Length - Half) == last
            && (known.Length <= 2 * Half || name.SequenceEqual(known))
            ? known
            : Keep(name, place);
    }

    private static string Keep(ReadOnlySpan<char> name, int place) => names[place] = new string(name);

    /// <summary>One to three characters: id, on.</summary>
    private static string Short(ReadOnlySpan<char> name)
    {
        var place = PlaceOf(((ulong)name[0] << 32) + ((ulong)name[^1] << 16) + (ulong)name.Length);
        var known = names[place];
        return known is not null && name.SequenceEqual(known) ? known : names[place] = new string(name);
    }

    /// <summary>The caller knows that there are four: a name is read for each field, and bounds were seen to.</summary>
    private static ulong FourAt(ReadOnlySpan<char> name, int index) => Unsafe.ReadUnaligned<ulong>(
        ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(name), index)));

    private static int PlaceOf(ulong key)
    {
        const ulong spread = 0x9E37_79B9_7F4A_7C15;   // 2^64 / golden ratio: odd, its bits well mixed
        return (int)((key * spread) >> 40) & (Places - 1);
    }
}
