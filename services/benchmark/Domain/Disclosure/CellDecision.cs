namespace Monitor.Benchmark.Domain;

/// <summary>What is shown of each group in one layer: one objective, or the averages.</summary>
internal sealed class CellDecision
{
    private readonly Tellings tellings;
    private readonly Dictionary<Group, int> sizes;
    private readonly HashSet<Group> shapes;
    private readonly IReadOnlyList<Group> groups;

    private CellDecision(
        Tellings tellings, Dictionary<Group, int> sizes, HashSet<Group> shapes, IReadOnlyList<Group> groups)
    {
        this.tellings = tellings;
        this.sizes = sizes;
        this.shapes = shapes;
        this.groups = groups;
        Shown = groups.Where(g => tellings.Of(g) != Telling.Nothing).ToHashSet();
    }

    /// <summary>How much is told of each group.</summary>
    public Tellings Tellings => tellings;

    /// <summary>Groups below the country of which anything is shown.</summary>
    public IReadOnlySet<Group> Shown { get; }

    /// <summary>Each rule that took something away from a group that anybody is in.</summary>
    public IEnumerable<(Group Group, DisclosureRule Rule)> Reasons =>
        groups.Prepend(Group.Country)
            .Where(g => sizes[g] > 0 && tellings.Reasons.ContainsKey(g))
            .Select(g => (g, tellings.Reasons[g]));

    /// <param name="layer">The values of those that are not known to all.</param>
    /// <param name="groups">All groups below the country.</param>
    /// <param name="within">Groups that are shown at all; null: no group is hidden beforehand.</param>
    public static CellDecision Of(Layer layer, IReadOnlyList<Group> groups, IReadOnlySet<Group>? within)
    {
        var atoms = layer.AtomSizes();
        var sizes = Structure.SizesOf(atoms, groups);
        sizes[Group.Country] = atoms.Values.Sum();
        if (sizes[Group.Country] < Disclosure.Fewest)
        {
            var none = new Tellings();
            none.Reasons[Group.Country] = DisclosureRule.Threshold;
            return new CellDecision(none, sizes, [], groups);
        }

        var structure = Structure.Of(atoms, groups, within);
        var tellings = LayerDecision.Decide(layer, structure.Shown);
        foreach (var (group, rule) in structure.Hidden)
        {
            tellings.Reasons[group] = rule;
        }

        return new CellDecision(tellings, sizes, ShapeDecision.Of(layer, groups, tellings, sizes), groups);
    }

    public bool Shows(FigureKind kind, Group group) => kind switch
    {
        FigureKind.Numbers => tellings.Of(group) != Telling.Nothing,
        FigureKind.Parts => tellings.Of(group) == Telling.Parts,
        FigureKind.Shape => shapes.Contains(group),
        FigureKind.Tenths => shapes.Contains(group) && sizes[group] >= Disclosure.FewestForTenths,
        _ => false,
    };
}
