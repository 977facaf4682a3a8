namespace Monitor.Benchmark.Domain;

/// <summary>Counts how often each of a few options is chosen, in every group at once.</summary>
internal sealed class OptionTally
{
    private readonly IReadOnlyList<Group> groups;
    private readonly Dictionary<string, int> places;
    private readonly int[] all;
    private readonly int[,] counts;

    public OptionTally(IReadOnlyList<Group> groups, IReadOnlyList<string> options)
    {
        this.groups = groups;
        places = options.Index().ToDictionary(o => o.Item, o => o.Index, StringComparer.Ordinal);
        all = new int[groups.Count];
        counts = new int[groups.Count, options.Count];
    }

    /// <summary>Counts one municipality in each of its groups: among all, and for what it chose.</summary>
    public void Add(IReadOnlyList<int> of, IReadOnlyList<string> chosen)
    {
        foreach (var group in of)
        {
            all[group]++;
        }

        foreach (var option in chosen)
        {
            if (places.TryGetValue(option, out var place))
            {
                foreach (var group in of)
                {
                    counts[group, place]++;
                }
            }
        }
    }

    public CountTable Table(string? objective, bool isSingle) => new(
        objective,
        isSingle,
        groups.Index().ToDictionary(
            g => g.Item,
            g => new GroupCounts(
                all[g.Index], [.. Enumerable.Range(0, places.Count).Select(p => counts[g.Index, p])])));
}
