namespace Monitor.Benchmark.Domain;

/// <summary>Whether a municipality's values may become known to all beside a release that stands.</summary>
/// <remarks>
/// Who is known hides nobody any more: figures may then be about too few others, or leave one of them in too little
/// doubt. Figures cannot be taken back, so the name has to wait for the next release.
/// </remarks>
public static class Naming
{
    /// <summary>Whether the figures of a release stay safe for all others.</summary>
    /// <param name="participants">All that took part in the round.</param>
    /// <param name="known">Codes of those whose values are known already.</param>
    /// <param name="municipality">Code of the one that is to be known as well.</param>
    /// <param name="shown">The cells that the release shows, by kind.</param>
    public static bool CanBeNamed(
        IReadOnlyList<Participant> participants,
        IReadOnlySet<string> known,
        string municipality,
        IReadOnlyCollection<(FigureKind Kind, Group Group, string? Objective)> shown)
    {
        if (known.Contains(municipality)
            || participants.FirstOrDefault(p => p.Municipality == municipality) is not { } candidate)
        {
            return true;
        }

        var unknown = participants
            .Where(p => p.Municipality != municipality && !known.Contains(p.Municipality)).ToList();
        return shown.ToLookup(c => c.Objective)
            .Where(cells => cells.Key is null || candidate.Scores.ContainsKey(cells.Key))
            .All(cells => IsSafe(
                cells.Key is { } objective ? Layer.OfObjective(objective, unknown) : Layer.OfAverages(unknown),
                [.. cells.Select(c => (c.Kind, c.Group))]));
    }

    private static bool IsSafe(Layer layer, IReadOnlyCollection<(FigureKind Kind, Group Group)> shown)
    {
        var tellings = new Tellings();
        foreach (var (kind, group) in shown.Where(c => c.Kind is FigureKind.Numbers or FigureKind.Parts))
        {
            tellings.Tell(group, kind == FigureKind.Parts || tellings.Of(group) == Telling.Parts
                ? Telling.Parts : Telling.Total);
        }

        var groups = shown.Select(c => c.Group).Where(g => g.Kind != GroupKind.Country).ToHashSet();
        if (layer.Buckets.Sum(b => b.Count) < Disclosure.Fewest
            || new Linkage(layer.AtomSizes(), groups).Smallest() is { About: < Disclosure.Fewest })
        {
            return false;
        }

        var sizes = Structure.SizesOf(layer.AtomSizes(), [.. groups]);
        sizes[Group.Country] = layer.Buckets.Sum(b => b.Count);
        var freedom = new Freedom(layer, tellings);
        return shown.All(c => IsLargeEnough(c.Kind, sizes[c.Group])
                && (c.Kind is not FigureKind.Shape || Differences.CanAllBeExchanged(layer, c.Group)))
            && Differences.HardBuckets(layer).All(freedom.IsOpen);
    }

    private static bool IsLargeEnough(FigureKind kind, int size) => size >= kind switch
    {
        FigureKind.Shape => Disclosure.FewestForShape,
        FigureKind.Tenths => Disclosure.FewestForTenths,
        _ => Disclosure.Fewest,
    };
}
