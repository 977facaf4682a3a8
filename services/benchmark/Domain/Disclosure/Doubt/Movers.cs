namespace Monitor.Benchmark.Domain;

/// <summary>Who can go up or down by how much, and have a value that occurs: what ways are made of.</summary>
internal sealed class Movers
{
    private const int MostAmounts = 12;
    private static readonly int[] halvesOfNeeded = [8, 6, 4, 3, 2];
    private static readonly int[] ranges = [25_000, 50_000, 25_000];

    private readonly Layer layer;
    private readonly HashSet<int>[] values;
    private readonly Dictionary<int, long>[] counts;
    private readonly Dictionary<(int Part, int Value), int[]> amounts = [];
    private readonly Dictionary<int, List<int>[][]> moversBy = [];

    public Movers(Layer layer)
    {
        this.layer = layer;
        var parts = Enumerable.Range(0, Layer.Parts);
        values = [.. parts.Select(part => layer.Buckets.Select(b => b.Profile[part]).ToHashSet())];
        counts =
        [
            .. parts.Select(part => layer.Buckets.GroupBy(b => b.Profile[part])
                .ToDictionary(g => g.Key, g => (long)g.Sum(b => b.Count))),
        ];
    }

    /// <summary>The least that a part must be in doubt, in thousandths of points.</summary>
    public static int Needed(int part) => ranges[part] / 5;

    /// <summary>Amounts worth trying, thousandths from a fifth of the part's range: the largest first.</summary>
    public IReadOnlyList<int> Amounts(int bucket, int part)
    {
        var value = layer.Buckets[bucket].Profile[part];
        if (!amounts.TryGetValue((part, value), out var found))
        {
            amounts.Add((part, value), found = AmountsFrom(part, value));
        }

        return found;
    }

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
        if (!moversBy.TryGetValue(by, out var movers))
        {
            movers = [.. Enumerable.Range(0, Layer.Parts).Select(part => Find(part, by))];
            moversBy.Add(by, movers);
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

    private int[] AmountsFrom(int part, int value)
    {
        var least = Needed(part);
        if (layer.IsContinuous)
        {
            return [.. halvesOfNeeded.Select(halves => least * halves / 2).Where(a => a <= ranges[part])];
        }

        return
        [
            .. values[part].Select(other => Math.Abs(other - value)).Where(by => by >= least).Distinct()
                .OrderByDescending(by => PairsApart(part, by)).ThenBy(by => by)
                .Take(MostAmounts)
                .OrderDescending(),
        ];
    }

    private long PairsApart(int part, int by) =>
        counts[part].Sum(c => c.Value * counts[part].GetValueOrDefault(c.Key + by));
}
