namespace Monitor.Benchmark.Domain;

/// <summary>What a release may tell of a cell: a group on one objective, or on the average over objectives.</summary>
public enum FigureKind
{
    /// <summary>How many there are, and the mean of all parts together.</summary>
    Numbers,

    /// <summary>Means of single parts, and of two together.</summary>
    Parts,

    /// <summary>Median, quartiles, bands.</summary>
    Shape,

    /// <summary>How many score in each tenth of the maximum.</summary>
    Tenths,

    /// <summary>Numbers of those that were in an earlier released round too, in both rounds.</summary>
    Panel,

    /// <summary>Means of single parts, and of two together, of those.</summary>
    PanelParts,
}

/// <summary>
/// Decides for one release which cells are shown. The one place that knows: whoever computes or answers figures asks
/// here, and gives one reason for whatever is not shown.
/// </summary>
public sealed class ShownCells
{
    private readonly ShownGroups averages;
    private readonly IReadOnlyDictionary<string, ShownGroups> ofObjective;
    private readonly Dictionary<(Group Group, string? Objective), int> sizes;

    private ShownCells(
        ShownGroups averages,
        IReadOnlyDictionary<string, ShownGroups> ofObjective,
        Dictionary<(Group Group, string? Objective), int> sizes)
    {
        this.averages = averages;
        this.ofObjective = ofObjective;
        this.sizes = sizes;
    }

    /// <summary>The cells of a round.</summary>
    /// <param name="participants">All that took part.</param>
    /// <param name="objectives">Ids of the objectives asked.</param>
    /// <param name="groups">All groups below the country.</param>
    public static ShownCells Of(
        IReadOnlyList<Participant> participants, IReadOnlyList<string> objectives, IReadOnlyList<Group> groups)
    {
        groups = [.. groups.Where(g => g.Kind != GroupKind.SizeClassInVeiligThuis)];
        var averages = ShownGroups.Of(participants, groups);
        var answered = objectives.ToDictionary(
            o => o, o => participants.Where(p => p.Scores.ContainsKey(o)).ToList(), StringComparer.Ordinal);
        var sizes = new Dictionary<(Group, string?), int>();
        foreach (var group in groups.Prepend(Group.Country))
        {
            sizes[(group, null)] = participants.Count(group.Holds);
            foreach (var objective in objectives)
            {
                sizes[(group, objective)] = answered[objective].Count(group.Holds);
            }
        }

        return new ShownCells(
            averages,
            objectives.ToDictionary(
                o => o, o => ShownGroups.Of(answered[o], groups, averages), StringComparer.Ordinal),
            sizes);
    }

    /// <summary>Whether figures of this kind are shown.</summary>
    /// <param name="kind">What is to be told.</param>
    /// <param name="group">The country, or one of the groups.</param>
    /// <param name="objective">Id; null for the average over objectives.</param>
    /// <param name="since">Year of the earlier round, with the kinds of a panel.</param>
    public bool Shows(FigureKind kind, Group group, string? objective, int? since = null) =>
        group.Kind != GroupKind.SizeClassInVeiligThuis
        && sizes[(group, objective)] >= Disclosure.Fewest
        && (group.Kind == GroupKind.Country || (objective is null ? averages : ofObjective[objective]).Contains(group))
        && kind switch
        {
            FigureKind.Numbers or FigureKind.Parts => true,
            FigureKind.Shape =>
                group.Kind is GroupKind.Country or GroupKind.SizeClass && sizes[(group, objective)] >= 10,
            FigureKind.Tenths =>
                group.Kind is GroupKind.Country or GroupKind.SizeClass && sizes[(group, objective)] >= 20,
            _ => false,
        };

    /// <summary>A count of municipalities in a cell that is shown, as it is shown.</summary>
#pragma warning disable CA1822 // Which counts are exact may depend on the release.
    public int Count(int exact, Group group, string? objective) =>
#pragma warning restore CA1822
        group.Kind == GroupKind.Country ? exact : Rounding.ToFive(exact);

    /// <summary>
    /// The counts of a table as they may be shown: exact for the country, rounded to 5 below it. A group that is absent
    /// is withheld whole.
    /// </summary>
    public IReadOnlyDictionary<Group, ShownCounts> Counts(CountTable table) => table.Groups
        .Where(g => g.Value.Of >= Disclosure.Fewest && Shows(FigureKind.Numbers, g.Key, table.Objective))
        .ToDictionary(g => g.Key, g => Shown(g.Key, g.Value));

    private static ShownCounts Shown(Group group, GroupCounts exact) => group.Kind == GroupKind.Country
        ? new ShownCounts(exact.Of, [.. exact.Counts.Select(c => (int?)c)])
        : new ShownCounts(Rounding.ToFive(exact.Of), [.. exact.Counts.Select(c => (int?)Rounding.ToFive(c))]);
}
