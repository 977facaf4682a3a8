namespace Monitor.Benchmark.Domain;

/// <summary>
/// Finds what somebody could compute who adds and subtracts figures of a new edition and of one before it, which showed
/// at least the same groups.
/// </summary>
/// <remarks>
/// <para>
/// A combination of the new edition's sums gives each place, a size class and a region, a weight: a cut of the graph of
/// <see cref="Linkage"/>. Wherever that is not 0 it is about <see cref="ChangedPlace.Across"/> at least, whatever sums
/// of the edition before are added. So it is about the weight of the cut, with Across as the weight of an edge: that
/// must be <see cref="Disclosure.Fewest"/>.
/// </para>
/// <para>
/// A cut of weight 0 that is in no changed place tells what the edition before told. Of one that is in a changed place
/// nothing is proven: so class and region of a changed place must hang together by edges that have a weight.
/// </para>
/// </remarks>
internal sealed class EditionLinks(
    IReadOnlyDictionary<(string Class, string Region), ChangedPlace> places, IReadOnlyList<Group> groups)
{
    private readonly Dictionary<(string Class, string Region), int> across =
        places.Where(p => p.Value.Across > 0).ToDictionary(p => p.Key, p => p.Value.Across);

    /// <summary>Groups that may be told again, the country among them; none where not even that may be.</summary>
    public IReadOnlySet<Group> Safe()
    {
        var sizes = Structure.SizesOf(places.ToDictionary(p => p.Key, p => p.Value.Stayed + p.Value.Renewed), groups);
        var shown = groups.ToHashSet();
        while (Breach(shown) is { } telling)
        {
            if (telling.Count == 0)
            {
                return new HashSet<Group>();
            }

            shown.Remove(telling
                .OrderByDescending(g => g.Crossed is not null).ThenBy(g => sizes[g])
                .ThenByDescending(g => g.Kind).ThenBy(g => g.Code, StringComparer.Ordinal).First());
        }

        shown.Add(Group.Country);
        return shown;
    }

    /// <summary>Groups by which too much would be told; empty: the country does. Null: nothing would.</summary>
    private IReadOnlyList<Group>? Breach(HashSet<Group> shown)
    {
        var alone = shown.Where(g => g.Crossed is not null).ToDictionary(
            g => (g.Crossed!.Value.SizeClass, g.Crossed.Value.Region));
        var nodes = new Nodes(shown);
        foreach (var place in across.Keys.Where(p => !alone.ContainsKey(p)))
        {
            nodes.Join(place);
        }

        foreach (var (place, changed) in places.Where(p => p.Value.IsChanged))
        {
            if (alone.TryGetValue(place, out var crossing))
            {
                if (changed.Across < Disclosure.Fewest)
                {
                    return [crossing];
                }
            }
            else if (!nodes.AreJoined(place))
            {
                return [.. shown.Where(g => g.Crossed is null && IsOf(g, place))];
            }
        }

        return new Linkage(across, shown).Smallest() is { About: < Disclosure.Fewest } smallest
            ? smallest.Groups : null;
    }

    private static bool IsOf(Group group, (string Class, string Region) place) =>
        group.Code == (group.Kind == GroupKind.SizeClass ? place.Class : place.Region);

    /// <summary>Which classes and regions hang together; all hidden ones of a kind are one.</summary>
    private sealed class Nodes(HashSet<Group> shown)
    {
        private readonly HashSet<(GroupKind, string)> named =
            [.. shown.Where(g => g.Crossed is null).Select(g => (g.Kind, g.Code!))];

        private readonly Dictionary<(GroupKind, string), (GroupKind, string)> above = [];

        public void Join((string Class, string Region) place) =>
            above[RootOf(GroupKind.SizeClass, place.Class)] = RootOf(GroupKind.VeiligThuis, place.Region);

        public bool AreJoined((string Class, string Region) place) =>
            RootOf(GroupKind.SizeClass, place.Class) == RootOf(GroupKind.VeiligThuis, place.Region);

        private (GroupKind, string) RootOf(GroupKind kind, string code)
        {
            var node = named.Contains((kind, code)) ? (kind, code) : (kind, Layer.None);
            while (above.TryGetValue(node, out var next) && next != node)
            {
                node = next;
            }

            return node;
        }
    }
}
