namespace Monitor.Benchmark.Domain;

/// <summary>Decides which counts of a question's options are shown, and as what.</summary>
/// <remarks>
/// <para>
/// A count is safe in a group where at least <see cref="Disclosure.Fewest"/> tick the option and as many do not, those
/// whose values are known to all not counted: three that pool their answers leave others of both kinds. Zero is not
/// safe: it tells of everyone. An option that nobody ticks in the country, or everybody, is no secret in a group.
/// </para>
/// <para>
/// The country's counts are exact. Of size classes the unsafe ones are withheld; what they and whoever is in no class
/// tick together is the country's less the shown, so that must be safe as well, and not one class alone, else the
/// smallest shown one is withheld too. Regions, and where they cross classes, come beside that: they are shown where
/// in each place that class and region cross enough tick it and enough do not, so that two can be exchanged and no
/// count of any group changes. Below the country counts are rounded to 5.
/// </para>
/// <para>Of a question with one answer all counts are shown in a group or none, as they add up.</para>
/// </remarks>
internal sealed class CountDecision(ReleaseCase release)
{
    private readonly Dictionary<Group, int> known = release.Groups.Prepend(Group.Country).ToDictionary(
        g => g, g => release.Known.Count == 0
            ? 0 : release.Participants.Count(p => g.Holds(p) && release.Known.Contains(p.Municipality)));

    public IReadOnlyDictionary<Group, ShownCounts> Of(CountTable table, Func<Group, bool> isShown)
    {
        var groups = table.Groups.Keys
            .Where(g => table.Groups[g].Of >= Disclosure.Fewest && isShown(g)).ToList();
        if (!groups.Contains(Group.Country))
        {
            return new Dictionary<Group, ShownCounts>();
        }

        var options = table.Groups[Group.Country].Counts.Count;
        var shownOf = Enumerable.Range(0, options).Select(o => ShownIn(table, o, groups)).ToList();
        return groups.ToDictionary(g => g, g => Shown(table, g, shownOf));
    }

    private static ShownCounts Shown(CountTable table, Group group, List<HashSet<Group>> shownOf)
    {
        var exact = table.Groups[group];
        var isWhole = shownOf.TrueForAll(s => s.Contains(group));
        int? At(int option)
        {
            var isShown = table.IsSingle ? isWhole : shownOf[option].Contains(group);
            return !isShown ? null
                : group.Kind == GroupKind.Country ? exact.Counts[option] : Rounding.ToFive(exact.Counts[option]);
        }

        return new ShownCounts(
            group.Kind == GroupKind.Country ? exact.Of : Rounding.ToFive(exact.Of),
            [.. Enumerable.Range(0, exact.Counts.Count).Select(At)]);
    }

    /// <summary>The groups in which an option's count is shown.</summary>
    private HashSet<Group> ShownIn(CountTable table, int option, List<Group> groups)
    {
        var (all, ticking) = (table.Groups[Group.Country].Of, table.Groups[Group.Country].Counts[option]);
        if (ticking == 0 || ticking == all)
        {
            return [.. groups];
        }

        if (!release.AreCountsPublished && !IsSafe(ticking, all, known[Group.Country]))
        {
            return [];
        }

        var shown = new HashSet<Group> { Group.Country };
        shown.UnionWith(Classes(table, option, [.. groups.Where(g => g.Kind == GroupKind.SizeClass)]));
        if (CanBeExchangedEverywhere(table, option))
        {
            shown.UnionWith(groups.Where(g => g.Kind is GroupKind.VeiligThuis or GroupKind.SizeClassInVeiligThuis));
        }

        return shown;
    }

    private List<Group> Classes(CountTable table, int option, List<Group> classes)
    {
        var country = table.Groups[Group.Country];
        var shown = classes
            .Where(g => IsSafe(table.Groups[g].Counts[option], table.Groups[g].Of, known[g]))
            .OrderByDescending(g => table.Groups[g].Of).ThenBy(g => g.Code, StringComparer.Ordinal).ToList();
        while (shown.Count > 0)
        {
            var rest = country.Of - shown.Sum(g => table.Groups[g].Of);
            var resting = country.Counts[option] - shown.Sum(g => table.Groups[g].Counts[option]);
            var hidden = table.Groups.Where(g => g.Key.Kind == GroupKind.SizeClass && !shown.Contains(g.Key))
                .Select(g => g.Value.Of).Where(of => of > 0).ToList();
            var knownRest = known[Group.Country] - shown.Sum(g => known[g]);
            if (rest == 0 || (IsSafe(resting, rest, knownRest) && !hidden.Contains(rest)))
            {
                break;
            }

            shown.RemoveAt(shown.Count - 1);
        }

        return shown;
    }

    // Whoever is in no class or no region is in a place that no table names: then no region is shown.
    private static bool CanBeExchangedEverywhere(CountTable table, int option)
    {
        var places = table.Groups.Where(g => g.Key.Crossed is not null && g.Value.Of > 0).ToList();
        return places.Sum(p => p.Value.Of) == table.Groups[Group.Country].Of
            && places.TrueForAll(p => IsSafe(p.Value.Counts[option], p.Value.Of, known: 0));
    }

    private static bool IsSafe(int ticking, int of, int known) =>
        ticking - known >= Disclosure.Fewest && of - ticking - known >= Disclosure.Fewest;
}
