namespace Monitor.Benchmark.Domain;

/// <summary>
/// Decides by numbers of municipalities alone which groups may be shown together: each about at least
/// <see cref="Disclosure.Fewest"/>, and no sum or difference of any of them about fewer, unless about nobody.
/// </summary>
/// <remarks>
/// Primary suppression: groups that are too small. Secondary: while the smallest combination (<see cref="Linkage"/>) is
/// too small, the smallest group in it is hidden as well; of equal ones where class and region cross before regions
/// before classes. Source: Handbook on Statistical Disclosure Control.
/// </remarks>
public sealed class Structure
{
    private readonly IReadOnlyDictionary<(string Class, string Region), int> atoms;
    private readonly Dictionary<Group, int> sizes;
    private readonly HashSet<Group> shown = [];

    private Structure(
        IReadOnlyDictionary<(string Class, string Region), int> atoms, IReadOnlyList<Group> groups)
    {
        this.atoms = atoms;
        sizes = SizesOf(atoms, groups);
    }

    /// <summary>Groups that may be shown.</summary>
    public IReadOnlySet<Group> Shown => shown;

    /// <summary>Why each of the others may not.</summary>
    public Dictionary<Group, DisclosureRule> Hidden { get; } = [];

    /// <param name="atoms">How many municipalities are in each class and region ("": in none).</param>
    /// <param name="groups">All groups below the country.</param>
    /// <param name="within">Groups that are shown at all; null: none is hidden beforehand.</param>
    public static Structure Of(
        IReadOnlyDictionary<(string Class, string Region), int> atoms,
        IReadOnlyList<Group> groups,
        IReadOnlySet<Group>? within = null)
    {
        var structure = new Structure(atoms, groups);
        structure.ShowLargeEnough(groups, within);
        structure.HideDifferences();
        return structure;
    }

    /// <summary>How many of the atoms' municipalities are in each group.</summary>
    public static Dictionary<Group, int> SizesOf(
        IReadOnlyDictionary<(string Class, string Region), int> atoms, IReadOnlyList<Group> groups)
    {
        var classes = atoms.GroupBy(a => a.Key.Class).ToDictionary(g => g.Key, g => g.Sum(a => a.Value));
        var regions = atoms.GroupBy(a => a.Key.Region).ToDictionary(g => g.Key, g => g.Sum(a => a.Value));
        return groups.ToDictionary(g => g, g => g.Kind switch
        {
            GroupKind.SizeClass => classes.GetValueOrDefault(g.Code!),
            GroupKind.VeiligThuis => regions.GetValueOrDefault(g.Code!),
            _ => g.Crossed is { } both ? atoms.GetValueOrDefault((both.SizeClass, both.Region)) : 0,
        });
    }

    private void ShowLargeEnough(IReadOnlyList<Group> groups, IReadOnlySet<Group>? within)
    {
        foreach (var group in groups)
        {
            if (sizes[group] < Disclosure.Fewest)
            {
                Hidden[group] = DisclosureRule.Threshold;
            }
            else if (within?.Contains(group) == false)
            {
                Hidden[group] = DisclosureRule.Difference;
            }
            else
            {
                shown.Add(group);
            }
        }
    }

    private void HideDifferences()
    {
        while (new Linkage(atoms, shown).Smallest() is { About: < Disclosure.Fewest, Groups: [_, ..] telling })
        {
            var smallest = telling
                .OrderByDescending(g => g.Kind == GroupKind.SizeClassInVeiligThuis)
                .ThenBy(g => sizes[g]).ThenByDescending(g => g.Kind)
                .ThenBy(g => g.Code, StringComparer.Ordinal).First();
            shown.Remove(smallest);
            Hidden[smallest] = DisclosureRule.Difference;
        }
    }
}
