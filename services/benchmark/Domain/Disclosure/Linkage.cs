namespace Monitor.Benchmark.Domain;

/// <summary>
/// Finds what somebody could compute who adds and subtracts any shown figures of both partitions and of where they
/// cross, not only one group from the country.
/// </summary>
/// <remarks>
/// <para>
/// Each municipality is an edge between its size class and its region; all hidden groups of a partition are one node.
/// A combination of shown sums gives each municipality the weight "number of its class minus number of its region", for
/// some numbers on the nodes (the country's figure adds a number to the hidden classes, so those are a node too). So
/// the municipalities with a weight other than 0 are those on edges between nodes with different numbers: a cut. The
/// fewest that any combination is about, is the smallest cut of the graph that is not empty. Where a class and a region
/// cross and that is shown by itself, its edges carry any weight one likes, so they leave the graph.
/// </para>
/// <para>
/// A group alone, and what remains of the country, are such cuts as well. Smallest cuts: Stoer and Wagner, A simple
/// min-cut algorithm, Journal of the ACM 44 (1997) 585–591.
/// </para>
/// </remarks>
public sealed class Linkage
{
    private readonly IReadOnlyDictionary<(string Class, string Region), int> atoms;
    private readonly List<Group?> groups;
    private readonly Dictionary<(GroupKind, string), int> nodes = [];
    private readonly List<Group> crossings;
    private readonly int[,] weights;

    /// <param name="atoms">How many municipalities are in each class and region ("": in none).</param>
    /// <param name="shown">Shown groups below the country.</param>
    public Linkage(IReadOnlyDictionary<(string Class, string Region), int> atoms, IReadOnlySet<Group> shown)
    {
        this.atoms = atoms;
        crossings = [.. shown.Where(g => g.Crossed is not null)];
        groups = [null, null, .. shown.Where(g => g.Crossed is null)];
        foreach (var (index, group) in groups.Index().Skip(2))
        {
            nodes.Add((group!.Kind, group.Code!), index);
        }

        weights = new int[groups.Count, groups.Count];
        var alone = crossings.Select(g => (g.Crossed!.Value.SizeClass, g.Crossed.Value.Region)).ToHashSet();
        foreach (var (atom, count) in atoms.Where(a => !alone.Contains(a.Key)))
        {
            var i = nodes.GetValueOrDefault((GroupKind.SizeClass, atom.Class), 0);
            var j = nodes.GetValueOrDefault((GroupKind.VeiligThuis, atom.Region), 1);
            weights[i, j] += count;
            weights[j, i] += count;
        }
    }

    /// <summary>
    /// The smallest combination: about how many municipalities it is, and the shown groups that it needs. Null when
    /// nothing can be computed.
    /// </summary>
    public (int About, IReadOnlyList<Group> Groups)? Smallest()
    {
        var smallest = SmallestCrossing();
        foreach (var component in Components())
        {
            if (SmallestCut(component) is { } cut && (smallest is null || cut.Weight < smallest.Value.About))
            {
                smallest = (cut.Weight, GroupsOf(component, cut.Side));
            }
        }

        return smallest;
    }

    private (int About, IReadOnlyList<Group> Groups)? SmallestCrossing()
    {
        var sizes = crossings
            .Select(g => (
                About: atoms.GetValueOrDefault((g.Crossed!.Value.SizeClass, g.Crossed.Value.Region)), Group: g))
            .Where(c => c.About > 0).ToList();
        return sizes.Count == 0 ? null : sizes.MinBy(c => c.About) is var (about, group) ? (about, [group]) : null;
    }

    // Those whose municipalities it is about, and what crosses them; where all of these are hidden on both sides, the
    // others are needed.
    private List<Group> GroupsOf(List<int> component, IReadOnlyList<int> side)
    {
        var inside = side.ToHashSet();
        var across = component
            .Where(i => component.Any(j => weights[i, j] > 0 && inside.Contains(i) != inside.Contains(j)))
            .ToHashSet();
        var named = across.Select(i => groups[i]).OfType<Group>().ToList();
        var needed = named.Count > 0 ? named : [.. component.Select(i => groups[i]).OfType<Group>()];
        var crossed = crossings.Where(c => across.Contains(NodeOf(c, GroupKind.SizeClass))
            || across.Contains(NodeOf(c, GroupKind.VeiligThuis)));
        List<Group> telling = [.. needed, .. crossed];
        return telling.Count > 0 ? telling : [.. groups.OfType<Group>(), .. crossings];
    }

    private int NodeOf(Group crossing, GroupKind kind) => kind == GroupKind.SizeClass
        ? nodes.GetValueOrDefault((kind, crossing.Crossed!.Value.SizeClass), 0)
        : nodes.GetValueOrDefault((kind, crossing.Crossed!.Value.Region), 1);

    private IEnumerable<List<int>> Components()
    {
        var left = Enumerable.Range(0, groups.Count).ToHashSet();
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
