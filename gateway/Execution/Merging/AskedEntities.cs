namespace Monitor.Gateway.Execution.Merging;

/// <summary>Those of the wanted entities that one call asks for, in the order in which it does.</summary>
internal sealed class AskedEntities
{
    private readonly IReadOnlyList<int>? only;
    private readonly List<int> groupStarts;

    /// <summary>All that are wanted.</summary>
    public AskedEntities(WantedEntities wanted)
    {
        Wanted = wanted;
        groupStarts = wanted.GroupStarts;
    }

    /// <summary>Some of them.</summary>
    /// <param name="wanted">All.</param>
    /// <param name="only">Indexes of some, in order.</param>
    public AskedEntities(WantedEntities wanted, IReadOnlyList<int> only)
    {
        Wanted = wanted;
        this.only = only;
        groupStarts = [.. wanted.GroupStarts.Select(start => only.Count(entity => entity < start))];
    }

    public WantedEntities Wanted { get; }

    public int Count => groupStarts[^1];

    /// <summary>Their indexes among the wanted ones.</summary>
    public IEnumerable<int> Entities => only ?? Enumerable.Range(0, Count);

    public int CountOf(int group) => groupStarts[group + 1] - groupStarts[group];

    /// <summary>The index among the wanted ones.</summary>
    public int EntityOf(int group, int item)
    {
        var place = groupStarts[group] + item;
        return only is null ? place : only[place];
    }
}
