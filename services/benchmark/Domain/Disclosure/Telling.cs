namespace Monitor.Benchmark.Domain;

/// <summary>How much of a cell's means is shown.</summary>
public enum Telling
{
    Nothing,

    /// <summary>The mean of the total alone.</summary>
    Total,

    /// <summary>The means of all combinations of parts.</summary>
    Parts,
}

/// <summary>How much is told of each group in one layer; a group that is not named is hidden.</summary>
public sealed class Tellings
{
    public Telling Country { get; set; }

    public Dictionary<string, Telling> Classes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Telling> Regions { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Class, string Region), Telling> Crossings { get; } = [];

    /// <summary>Why what is not told in full is not: the first rule that took something away from it.</summary>
    public Dictionary<Group, DisclosureRule> Reasons { get; } = [];

    /// <summary>How much shown cells tell of each group on an objective; null: on the average of objectives.</summary>
    public static Tellings Of(
        IEnumerable<(FigureKind Kind, Group Group, string? Objective)> shown, string? objective)
    {
        var tellings = new Tellings();
        foreach (var (kind, group, _) in shown.Where(c => c.Objective == objective
            && c.Kind is FigureKind.Numbers or FigureKind.Parts).OrderBy(c => c.Kind))
        {
            tellings.Tell(group, kind == FigureKind.Parts ? Telling.Parts : Telling.Total);
        }

        return tellings;
    }

    public Telling Of(Group group) => group.Kind switch
    {
        GroupKind.Country => Country,
        GroupKind.SizeClass => Classes.GetValueOrDefault(group.Code!),
        GroupKind.VeiligThuis => Regions.GetValueOrDefault(group.Code!),
        GroupKind.SizeClassInVeiligThuis => Crossings.GetValueOrDefault(AtomOf(group)),
        _ => Telling.Nothing,
    };

    public void Tell(Group group, Telling telling)
    {
        switch (group.Kind)
        {
            case GroupKind.Country:
                Country = telling;
                break;
            case GroupKind.SizeClass:
                Classes[group.Code!] = telling;
                break;
            case GroupKind.VeiligThuis:
                Regions[group.Code!] = telling;
                break;
            case GroupKind.SizeClassInVeiligThuis:
                Crossings[AtomOf(group)] = telling;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(group), group, "No such group is released.");
        }
    }

    /// <summary>Tells less of a group, by a rule: the total alone, then nothing; at once where groups cross.</summary>
    public void Lower(Group group, DisclosureRule rule)
    {
        Reasons.TryAdd(group, rule);
        Tell(group, Of(group) == Telling.Parts && group.Crossed is null ? Telling.Total : Telling.Nothing);
    }

    private static (string Class, string Region) AtomOf(Group group) =>
        (group.Crossed!.Value.SizeClass, group.Crossed.Value.Region);
}
