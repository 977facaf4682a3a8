namespace Monitor.Benchmark.Domain;

/// <summary>
/// Finds what somebody could compute who adds and subtracts any shown figures of both partitions, not only one group
/// from the country.
/// </summary>
/// <remarks>
/// <para>
/// Each participant is an edge between its size class and its region; all hidden groups of a partition are one node.
/// A combination of shown sums gives each participant the weight "number of its class minus number of its region", for
/// some numbers on the nodes (the country's figure adds a number to the hidden classes, so those are a node too). So
/// the participants with a weight other than 0 are those on edges between nodes with different numbers: a cut. The
/// fewest that any combination is about, is the smallest cut of the graph that is not empty.
/// </para>
/// <para>
/// A group alone, and what remains of the country, are such cuts as well. Smallest cuts: Stoer and Wagner, A simple
/// min-cut algorithm, Journal of the ACM 44 (1997) 585–591.
/// </para>
/// </remarks>
public sealed class Linkage
{
    private const string Hidden = "";
    private readonly List<(GroupKind Kind, string Code)> nodes;
    private readonly int[,] weights;

    /// <param name="members">The participants that the figures are about.</param>
    /// <param name="sizeClasses">Shown size classes.</param>
    /// <param name="regions">Shown Veilig Thuis regions.</param>
    public Linkage(
        IReadOnlyList<Participant> members, IReadOnlySet<string> sizeClasses, IReadOnlySet<string> regions)
    {
        (GroupKind, string) NodeOf(Participant member, GroupKind kind, IReadOnlySet<string> shown) =>
            (kind, member.CodeIn(kind) is { } code && shown.Contains(code) ? code : Hidden);

        var edges = members.Select(m => (
            Class: NodeOf(m, GroupKind.SizeClass, sizeClasses),
            Region: NodeOf(m, GroupKind.VeiligThuis, regions))).ToList();
        nodes = [.. edges.Select(e => e.Class).Union(edges.Select(e => e.Region)).Order()];
        weights = new int[nodes.Count, nodes.Count];
        foreach (var (sizeClass, region) in edges)
        {
            var (i, j) = (nodes.IndexOf(sizeClass), nodes.IndexOf(region));
            weights[i, j]++;
            weights[j, i]++;
        }
    }

    /// <summary>
    /// The smallest combination: about how many participants it is, and the shown groups that it needs. Null when
    /// nothing can be computed.
    /// </summary>
    public (int About, IReadOnlyList<(GroupKind Kind, string Code)> Groups)? Smallest()
    {
        (int About, IReadOnlyList<(GroupKind Kind, string Code)> Groups)? smallest = null;
        foreach (var component in Components())
        {
            if (SmallestCut(component) is { } cut && (smallest is null || cut.Weight < smallest.Value.About))
            {
                smallest = (cut.Weight, GroupsOf(component, cut.Side));
            }
        }

        return smallest;
    }

    // Those whose participants it is about; where all of these are hidden on both sides, the others are needed.
    private List<(GroupKind Kind, string Code)> GroupsOf(List<int> component, IReadOnlyList<int> side)
    {
        var inside = side.ToHashSet();
        var across = component
            .Where(i => component.Any(j => weights[i, j] > 0 && inside.Contains(i) != inside.Contains(j)))
            .Select(i => nodes[i]).Where(n => n.Code != Hidden).ToList();
        return across.Count > 0 ? across : [.. component.Select(i => nodes[i]).Where(n => n.Code != Hidden)];
    }

    private IEnumerable<List<int>> Components()
    {
        var left = Enumerable.Range(0, nodes.Count).ToHashSet();
        while (left.Count > 0)
        {
            var component = new List<int> { left.Min() };
            left.Remove(component[0]);
            for (var i = 0; i < component.Count; i++)
            {
                var next = left.Where(n => weights[component[i], n] > 0).Order().ToList();
                component.AddRange(next);
                left.ExceptWith(next);
            }

            yield return component;
        }
    }

    // Each phase orders the nodes by how tightly they hang on those before; the last one's edges are a cut, and the
    // smallest over all phases, with the last two merged after each, is the smallest of all.
    private (int Weight, IReadOnlyList<int> Side)? SmallestCut(List<int> component)
    {
        var work = (int[,])weights.Clone();
        var merged = component.ToDictionary(n => n, n => new List<int> { n });
        var left = component.ToList();
        (int Weight, IReadOnlyList<int> Side)? smallest = null;
        while (left.Count > 1)
        {
            var (previous, last, weight) = Phase(work, left);
            if (smallest is null || weight < smallest.Value.Weight)
            {
                smallest = (weight, [.. merged[last]]);
            }

            merged[previous].AddRange(merged[last]);
            left.Remove(last);
            foreach (var node in left)
            {
                work[previous, node] += work[last, node];
                work[node, previous] = work[previous, node];
            }
        }

        return smallest;
    }

    private static (int Previous, int Last, int Weight) Phase(int[,] work, List<int> left)
    {
        var tightness = left.ToDictionary(n => n, _ => 0);
        var (previous, last, weight) = (left[0], left[0], 0);
        while (tightness.Count > 0)
        {
            var next = tightness.OrderByDescending(t => t.Value).ThenBy(t => t.Key).First();
            (previous, last, weight) = (last, next.Key, next.Value);
            tightness.Remove(next.Key);
            foreach (var node in tightness.Keys.ToList())
            {
                tightness[node] += work[next.Key, node];
            }
        }

        return (previous, last, weight);
    }
}
