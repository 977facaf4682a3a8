namespace Monitor.Benchmark.Domain;

/// <summary>Who can go up or down by how much, and have a value that occurs: what ways are made of.</summary>
internal sealed class Movers
{
    private const int MostAmounts = 12;
    private static readonly int[] halvesOfNeeded = [8, 6, 4, 3, 2];
    private static readonly int[] ranges = [25_000, 50_000, 25_000];

    private readonly Layer layer;
    private readonly HashSet<int>[] values;
    private readonly int[][] amounts;
    private readonly Dictionary<int, List<int>[][]> found = [];

    public Movers(Layer layer)
    {
        this.layer = layer;
        var parts = Enumerable.Range(0, Layer.Parts);
        values = [.. parts.Select(part => layer.Buckets.Select(b => b.Profile[part]).ToHashSet())];
        amounts = [.. parts.Select(AmountsOf)];
    }

    /// <summary>The least that a part must be in doubt, in thousandths of points.</summary>
    public static int Needed(int part) => ranges[part] / 5;

    /// <summary>Amounts worth trying, thousandths from a fifth of the part's range: the largest first.</summary>
    public IReadOnlyList<int> Amounts(int part) => amounts[part];

    /// <summary>Whether those of a bucket have a value that occurs after going up (or down) by so much.</summary>
    public bool CanMove(int bucket, int part, int by)
    {
        var to = layer.Buckets[bucket].Profile[part] + by;
        return layer.IsContinuous ? to >= 0 && to <= ranges[part] : values[part].Contains(to);
    }

    /// <summary>By atom: the buckets that can move so.</summary>
    public List<int>[] Of(int part, int by) => OfAllParts(by)[part];

    /// <summary>By part and atom: the buckets that can move so.</summary>
    public List<int>[][] OfAllParts(int by)
    {
        if (!found.TryGetValue(by, out var movers))
        {
            movers = [.. Enumerable.Range(0, Layer.Parts).Select(part => Find(part, by))];
            found.Add(by, movers);
        }

        return movers;
    }

    private List<int>[] Find(int part, int by)
    {
        var movers = layer.Atoms.Select(_ => new List<int>()).ToArray();
        foreach (var (index, bucket) in layer.Buckets.Index())
        {
            if (CanMove(index, part, by))
            {
                movers[bucket.Atom].Add(index);
            }
        }

        return movers;
    }

    // Of many amounts those that most pairs of values differ by.
    private int[] AmountsOf(int part)
    {
        var least = Needed(part);
        if (layer.IsContinuous)
        {
            return [.. halvesOfNeeded.Select(halves => least * halves / 2).Where(a => a <= ranges[part])];
        }

        var counts = layer.Buckets.GroupBy(b => b.Profile[part])
            .Select(g => (Value: g.Key, Count: (long)g.Sum(b => b.Count))).ToList();
        return
        [
            .. counts.SelectMany(a => counts.Select(b => (By: b.Value - a.Value, Pairs: a.Count * b.Count)))
                .Where(d => d.By >= least)
                .GroupBy(d => d.By)
                .OrderByDescending(g => g.Sum(d => d.Pairs)).ThenBy(g => g.Key)
                .Take(MostAmounts)
                .Select(g => g.Key)
                .OrderDescending(),
        ];
    }
}
