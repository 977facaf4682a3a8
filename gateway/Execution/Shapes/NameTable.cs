using System.Numerics;
using System.Text;

namespace Monitor.Gateway.Execution.Shapes;

/// <summary>Finds the index of a name by its UTF-8 bytes. Immutable.</summary>
internal sealed class NameTable
{
    private readonly byte[][] names;
    private readonly int[] buckets;   // index + 1 of a name; 0: free
    private readonly int mask;

    /// <param name="names">The first of equal ones counts.</param>
    public NameTable(IReadOnlyList<string> names)
    {
        this.names = [.. names.Select(Encoding.UTF8.GetBytes)];
        buckets = new int[BitOperations.RoundUpToPowerOf2((uint)(names.Count * 2) + 1)];
        mask = buckets.Length - 1;
        for (var index = 0; index < names.Count; index++)
        {
            var bucket = BucketOf(this.names[index]);
            while (buckets[bucket] != 0)
            {
                bucket = (bucket + 1) & mask;
            }
            buckets[bucket] = index + 1;
        }
    }

    /// <summary>-1 where there is none.</summary>
    public int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var bucket = BucketOf(name); buckets[bucket] is var found and not 0; bucket = (bucket + 1) & mask)
        {
            if (name.SequenceEqual(names[found - 1]))
            {
                return found - 1;
            }
        }
        return -1;
    }

    private int BucketOf(ReadOnlySpan<byte> name)
    {
        // Fowler, Noll and Vo, 32 bit, 1a. The names that are kept come from a schema or a document: nobody outside
        // can choose them so that they fall together.
        var hash = 2166136261u;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 16777619u;
        }
        return (int)(hash ^ (hash >> 15)) & mask;
    }
}
