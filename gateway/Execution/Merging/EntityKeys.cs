using System.Runtime.InteropServices;
using Monitor.Gateway.Execution.Shapes;

namespace Monitor.Gateway.Execution.Merging;

/// <summary>
/// Compares what names two objects where they stand, so that a representation is written once for each entity and not
/// for each object that is one.
/// </summary>
internal static class EntityKeys
{
    /// <summary>Another one in every process: keys that a stranger chooses do not fall together.</summary>
    private static readonly ulong multiplier = (ulong)Random.Shared.NextInt64() | 0x8000_0000_0000_0001;

    /// <returns>False where a key is no leaf: then only the whole representation tells.</returns>
    public static bool TryHash(AnswerArena arena, RepresentationShape shape, int first, out int hash)
    {
        var sum = (ulong)shape.Kind + 1;
        foreach (var part in shape.Parts)
        {
            var key = arena[first + part.Slot];
            if (key.Kind != SlotKind.Leaf)
            {
                hash = 0;
                return false;
            }
            sum = Add(sum, arena.BytesOf(key));
        }
        hash = (int)(sum ^ (sum >> 32));
        return true;
    }

    /// <summary>Whether two objects with keys that are leaves are the same entity.</summary>
    public static bool AreEqual(
        AnswerArena arena, RepresentationShape one, int oneFirst, RepresentationShape other, int otherFirst)
    {
        if (one.Kind != other.Kind)
        {
            return false;
        }
        for (var part = 0; part < one.Parts.Length; part++)
        {
            var key = arena.BytesOf(arena[oneFirst + one.Parts[part].Slot]);
            if (!key.SequenceEqual(arena.BytesOf(arena[otherFirst + other.Parts[part].Slot])))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The hash of a whole representation.</summary>
    public static int Hash(ReadOnlySpan<byte> representation)
    {
        var sum = Add(0, representation);
        return (int)(sum ^ (sum >> 32));
    }

    private static ulong Add(ulong sum, ReadOnlySpan<byte> bytes)
    {
        sum += (ulong)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            sum = Mix(sum ^ MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[sizeof(ulong)..];
        }
        ulong rest = 0;
        foreach (var letter in bytes)
        {
            rest = (rest << 8) | letter;
        }
        return Mix(sum ^ rest);
    }

    private static ulong Mix(ulong value)
    {
        var product = Math.BigMul(value, multiplier, out var low);
        return product ^ low;
    }
}
