namespace Monitor.Benchmark.Domain;

/// <summary>
/// Finds who has enough others beside it that differ enough, in each part and in the total: whoever nothing tells apart
/// can be exchanged, all values at once, and every figure stays as it is.
/// </summary>
public static class Differences
{
    /// <summary>
    /// Those that have too few such others in their own atom. The rest needs no more looking at.
    /// </summary>
    public static IReadOnlyList<int> HardBuckets(Layer layer)
    {
        var sorted = Enumerable.Range(0, Layer.Parts + 1).Select(part => Sorted(layer, part)).ToArray();
        return [.. layer.Buckets.Index().Where(b => !IsEasy(b.Item, sorted)).Select(b => b.Index)];
    }

    /// <summary>Whether each member of a group has enough such others in it.</summary>
    public static bool CanAllBeExchanged(Layer layer, Group group)
    {
        var members = layer.Buckets.Where(b => layer.IsIn(group, b.Atom)).ToList();
        int[][][] sorted = [.. Enumerable.Range(0, Layer.Parts + 1).Select(part => (int[][])
            [[.. members.SelectMany(b => Enumerable.Repeat(ValueOf(b.Profile, part), b.Count)).Order()]])];
        return members.All(b => IsEasy(b with { Atom = 0 }, sorted));
    }

    private static int ValueOf(Profile profile, int part) => part < Layer.Parts ? profile[part] : profile.Total;

    private static bool IsEasy(Bucket bucket, int[][][] sorted)
    {
        for (var part = 0; part <= Layer.Parts; part++)
        {
            var values = sorted[part][bucket.Atom];
            var own = ValueOf(bucket.Profile, part);
            var needed = part < Layer.Parts ? Freedom.Needed(part) : Freedom.TotalNeeded;
            var below = CountUpTo(values, own - needed);
            var above = values.Length - CountUpTo(values, own + needed - 1);
            if (below + above < Freedom.Enough)
            {
                return false;
            }
        }

        return true;
    }

    // How many are at most this.
    private static int CountUpTo(int[] values, int most)
    {
        var (low, high) = (0, values.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = values[middle] <= most ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int[][] Sorted(Layer layer, int part)
    {
        var values = layer.Atoms.Select(_ => new List<int>()).ToArray();
        foreach (var bucket in layer.Buckets)
        {
            values[bucket.Atom].AddRange(Enumerable.Repeat(ValueOf(bucket.Profile, part), bucket.Count));
        }

        return [.. values.Select(v => v.Order().ToArray())];
    }
}
