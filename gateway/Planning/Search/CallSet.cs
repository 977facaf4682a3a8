using System.Numerics;

namespace Monitor.Gateway.Planning.Search;

/// <summary>
/// The calls that a part of a plan takes: (step, subgraph) pairs, as calls of one subgraph in one step become one.
/// Steps count from the place that the part begins at. Immutable.
/// </summary>
internal sealed class CallSet
{
    private readonly int subgraphs;
    private readonly ulong[] words;

    private CallSet(int subgraphs, ulong[] words)
    {
        this.subgraphs = subgraphs;
        this.words = words;
        var last = words.Length - 1;
        while (last >= 0 && words[last] == 0)
        {
            last--;
        }
        Steps = last < 0 ? 0 : ((((last + 1) * 64) - 1 - BitOperations.LeadingZeroCount(words[last])) / subgraphs) + 1;
        foreach (var word in words)
        {
            Count += BitOperations.PopCount(word);
        }
    }

    public int Count { get; }

    /// <summary>One more than the last step that has a call; 0 without calls.</summary>
    public int Steps { get; }

    public static CallSet Empty(int subgraphs) => new(subgraphs, []);

    public CallSet With(int step, int subgraph)
    {
        var bit = (step * subgraphs) + subgraph;
        var index = bit / 64;
        if (index < words.Length && (words[index] & (1UL << (bit % 64))) != 0)
        {
            return this;
        }
        var more = new ulong[Math.Max(words.Length, index + 1)];
        words.CopyTo(more, 0);
        more[index] |= 1UL << (bit % 64);
        return new CallSet(subgraphs, more);
    }

    public CallSet Union(CallSet other)
    {
        if (other.Count == 0 || ReferenceEquals(this, other))
        {
            return this;
        }
        if (Count == 0)
        {
            return other;
        }
        var both = new ulong[Math.Max(words.Length, other.words.Length)];
        words.CopyTo(both, 0);
        for (var index = 0; index < other.words.Length; index++)
        {
            both[index] |= other.words[index];
        }
        return new CallSet(subgraphs, both);
    }

    /// <summary>The same calls, begun some steps later.</summary>
    public CallSet Later(int steps)
    {
        if (steps == 0 || Count == 0)
        {
            return this;
        }
        var bits = steps * subgraphs;
        var (skip, shift) = (bits / 64, bits % 64);
        var later = new ulong[words.Length + skip + 1];
        for (var index = 0; index < words.Length; index++)
        {
            later[index + skip] |= words[index] << shift;
            if (shift > 0)
            {
                later[index + skip + 1] |= words[index] >> (64 - shift);
            }
        }
        return new CallSet(subgraphs, later);
    }

    public bool IsSame(CallSet other)
    {
        if (Count != other.Count || Steps != other.Steps)
        {
            return false;
        }
        for (var index = 0; index < Math.Min(words.Length, other.words.Length); index++)
        {
            if (words[index] != other.words[index])
            {
                return false;
            }
        }
        return true;
    }
}
