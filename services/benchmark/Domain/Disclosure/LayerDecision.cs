namespace Monitor.Benchmark.Domain;

/// <summary>Decides how much is told of each group in one layer, so that every value stays in doubt.</summary>
/// <remarks>
/// The heuristic: first the country alone, then with it the size classes, then the regions, then where these cross.
/// Each begins with all that its numbers of municipalities allow. While some value is not in doubt
/// (<see cref="Freedom"/>), of the groups of this stage with such municipalities the third with the most of them tells
/// less: first the total alone, then nothing; of equals the smallest, then by code. Where class and region cross, all
/// of them tell nothing, as each stands by itself. When none of this stage has any,
/// its smallest group tells less. Earlier stages stand: hiding goes from the small to the large. Whatever was in doubt
/// stays so when less is told, so only the others are looked at again.
/// </remarks>
public static class LayerDecision
{
    /// <param name="layer">The values.</param>
    /// <param name="groups">Groups below the country that may be shown by their numbers of municipalities.</param>
    public static Tellings Decide(Layer layer, IReadOnlySet<Group> groups)
    {
        var sizes = Structure.SizesOf(layer.AtomSizes(), [.. groups]);
        sizes[Group.Country] = layer.Buckets.Sum(b => b.Count);
        var hard = Differences.HardBuckets(layer);
        var tellings = new Tellings();
        Stage(layer, tellings, [Group.Country], sizes, hard);
        foreach (var kind in (GroupKind[])
            [GroupKind.SizeClass, GroupKind.VeiligThuis, GroupKind.SizeClassInVeiligThuis])
        {
            Stage(layer, tellings, [.. groups.Where(g => g.Kind == kind)], sizes, hard);
        }

        return tellings;
    }

    private static void Stage(
        Layer layer, Tellings tellings, List<Group> groups, Dictionary<Group, int> sizes, IReadOnlyList<int> hard)
    {
        var most = groups is [{ Kind: GroupKind.Country }] ? Telling.Parts : tellings.Country;
        groups.ForEach(g => tellings.Tell(g, most));
        var narrow = hard;
        while (true)
        {
            var freedom = new Freedom(layer, tellings);
            narrow = [.. narrow.Where(b => !freedom.IsOpen(b))];
            var told = groups.Where(g => tellings.Of(g) != Telling.Nothing).ToList();
            if (narrow.Count == 0 || told.Count == 0)
            {
                return;
            }

            foreach (var group in Worst(layer, told, sizes, narrow))
            {
                tellings.Lower(
                    group, tellings.Of(group) == Telling.Parts ? DisclosureRule.Parts : DisclosureRule.Interval);
            }

            LowerCompanion(tellings, groups, sizes);
        }
    }

    // The parts of the only one that does not tell them are the country's less those of all others: two must be silent.
    private static void LowerCompanion(Tellings tellings, List<Group> groups, Dictionary<Group, int> sizes)
    {
        var telling = groups.Where(g => tellings.Of(g) == Telling.Parts).ToList();
        if (groups.Count - telling.Count == 1 && telling.Count > 0)
        {
            tellings.Lower(
                telling.OrderBy(g => sizes[g]).ThenBy(g => g.Code, StringComparer.Ordinal).First(),
                DisclosureRule.Parts);
        }
    }

    private static List<Group> Worst(
        Layer layer, List<Group> told, Dictionary<Group, int> sizes, IReadOnlyList<int> narrow)
    {
        var concerned = told
            .Select(g => (Group: g, Narrow: narrow.Count(b => layer.IsIn(g, layer.Buckets[b].Atom))))
            .Where(c => c.Narrow > 0)
            .OrderByDescending(c => c.Narrow).ThenBy(c => sizes[c.Group])
            .ThenBy(c => c.Group.Code, StringComparer.Ordinal)
            .Select(c => c.Group).ToList();
        return concerned.Count > 0
            ? concerned[0].Crossed is null ? concerned[..Math.Max(1, concerned.Count / 3)] : concerned
            : [told.OrderBy(g => sizes[g]).ThenBy(g => g.Code, StringComparer.Ordinal).First()];
    }
}
