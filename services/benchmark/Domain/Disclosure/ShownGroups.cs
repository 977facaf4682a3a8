namespace Monitor.Benchmark.Domain;

/// <summary>The groups of both partitions whose figures may be shown together.</summary>
public sealed class ShownGroups
{
    private readonly Dictionary<GroupKind, IReadOnlySet<string>> shown = [];

    private ShownGroups()
    {
    }

    public bool Contains(Group group) => shown[group.Kind].Contains(group.Code!);

    /// <summary>
    /// Hides what <see cref="Disclosure"/> hides in each partition, and then the smallest group in every combination of
    /// figures of both (<see cref="Linkage"/>) that would be about too few, until there is none.
    /// </summary>
    /// <param name="members">The participants that the figures are about.</param>
    /// <param name="groups">All groups of both partitions.</param>
    /// <param name="within">Groups that are shown at all; null: no group is hidden beforehand.</param>
    public static ShownGroups Of(
        IReadOnlyList<Participant> members, IReadOnlyList<Group> groups, ShownGroups? within = null)
    {
        var sizes = groups.GroupBy(g => g.Kind).ToDictionary(k => k.Key, k => k.ToDictionary(
            g => g.Code!, g => members.Count(m => m.CodeIn(g.Kind) == g.Code), StringComparer.Ordinal));
        var hidden = sizes.Keys.ToDictionary(kind => kind, kind => groups
            .Where(g => g.Kind == kind && within?.Contains(g) == false)
            .Select(g => g.Code!).ToHashSet(StringComparer.Ordinal));

        while (true)
        {
            var found = new ShownGroups();
            foreach (var (kind, sizesOfKind) in sizes)
            {
                var outside = members.Count - sizesOfKind.Values.Sum();
                found.shown[kind] = Disclosure.Shown(sizesOfKind, outside, hidden[kind]);
            }

            if (found.SmallestIn(members) is not { About: < Disclosure.Fewest, Groups: [_, ..] telling })
            {
                return found;
            }

            var (smallestKind, smallestCode) = telling
                .OrderBy(g => sizes[g.Kind][g.Code]).ThenByDescending(g => g.Kind)
                .ThenBy(g => g.Code, StringComparer.Ordinal).First();
            hidden[smallestKind].Add(smallestCode);
        }
    }

    private (int About, IReadOnlyList<(GroupKind Kind, string Code)> Groups)? SmallestIn(
        IReadOnlyList<Participant> members) =>
        new Linkage(members, shown[GroupKind.SizeClass], shown[GroupKind.VeiligThuis]).Smallest();
}
