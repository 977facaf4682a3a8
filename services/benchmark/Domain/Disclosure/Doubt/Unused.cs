namespace Monitor.Benchmark.Domain;

/// <summary>How many of each bucket no way has used yet: ways share nobody.</summary>
internal sealed class Unused(Layer layer)
{
    private readonly int[] left = [.. layer.Buckets.Select(b => b.Count)];
    private readonly List<int> used = [];

    public int Of(int bucket) => left[bucket];

    public void Use(int bucket)
    {
        left[bucket]--;
        used.Add(bucket);
    }

    /// <summary>Uses one that makes up for a move, unless it is the one that moved: that one is in every way.</summary>
    public void UseFor(Move move, int mover)
    {
        if (mover != move.Bucket)
        {
            Use(mover);
        }
    }

    public void PutAllBack()
    {
        foreach (var bucket in used)
        {
            left[bucket]++;
        }

        used.Clear();
    }

    /// <summary>The first of these of which one is not used yet.</summary>
    public int? First(List<int> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (left[candidate] > 0)
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The same; or the one that moved itself, in another part.</summary>
    public int? FirstFor(Move move, int part, List<int> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (left[candidate] > 0 || (candidate == move.Bucket && part != move.Part))
            {
                return candidate;
            }
        }

        return null;
    }
}
