namespace Monitor.Benchmark.Domain;

/// <summary>
/// Computes the figures of every cell that is shown: all groups on each objective and on the average, for every
/// combination of parts. Counts are as <see cref="ShownCells"/> gives them; means are of exact points.
/// </summary>
/// <remarks>
/// One pass adds the points of each column to the sums of all groups. A shape needs order: each column is sorted once
/// for each combination, and dealt out to the groups in that order, so that no group is sorted by itself.
/// </remarks>
public sealed class Aggregation
{
    private readonly RoundFacts facts;
    private readonly ShownCells shown;
    private readonly Memberships memberships;
    private readonly IReadOnlyList<Group> groups;
    private readonly int[] sizes;

    public Aggregation(RoundFacts facts, ShownCells shown)
    {
        (this.facts, this.shown) = (facts, shown);
        memberships = new Memberships(facts.Participants, facts.Groups);
        groups = memberships.Groups;
        sizes = memberships.Sizes();
    }

    /// <summary>
    /// The aggregates of all groups, those withheld too but for crossings, of which most are: an absent one answers the
    /// same. And the figures of their cells.
    /// </summary>
    public (IReadOnlyList<Aggregate> Aggregates, IReadOnlyList<CellScore> Cells) All()
    {
        var cells = new List<CellScore>();
        foreach (var column in ScoreColumn.All(facts.Participants, facts.Objectives))
        {
            AddCells(cells, column);
        }

        var ofGroup = cells.ToLookup(c => c.Group);
        return ([.. groups.Index().Where(IsKept).Select(g => OfGroup(g.Item, sizes[g.Index], ofGroup[g.Item]))], cells);
    }

    private bool IsKept((int Index, Group Group) group) =>
        group.Group.Kind != GroupKind.SizeClassInVeiligThuis || IsShown(group.Group);

    private bool IsShown(Group group) => shown.Shows(FigureKind.Numbers, group, objective: null);

    private Aggregate OfGroup(Group group, int size, IEnumerable<CellScore> cells)
    {
        if (!IsShown(group))
        {
            // The flag is the round's and tells nothing about who is in the group.
            return new Aggregate(group, null, SuppressionReason.TooFew, [], [], facts.Generated);
        }

        var ofObjective = cells.ToLookup(c => c.Objective ?? "");
        var average = ScoreFigures.Of(ofObjective[""], Components.All);
        return new Aggregate(
            group,
            shown.Count(size, group, objective: null),
            Reason: null,
            [
                .. facts.Objectives.Select(o => ObjectiveAggregate.Of(
                    o, ScoreFigures.Of(ofObjective[o], Components.All))),
            ],
            average.Shape is { } shape ? BandCount.Of(shape.Bands) : [],
            facts.Generated)
        {
            Average = average,
        };
    }

    private void AddCells(List<CellScore> cells, ScoreColumn column)
    {
        var sums = new GroupSums(memberships, column);
        var counts = sums.Counts;
        var shapes = new Dictionary<(int Group, Components Components), ScoreShape>();
        foreach (var components in Components.Every)
        {
            AddShapes(shapes, column, components, counts);
        }

        foreach (var (number, group) in groups.Index())
        {
            foreach (var components in CombinationsOf(group, column.Objective, counts[number]))
            {
                var mean = sums.Mean(number, components);
                cells.Add(new CellScore(
                    group,
                    column.Objective,
                    components,
                    shown.Count(counts[number], group, column.Objective),
                    Rounding.Whole(mean),
                    facts.Norms.BandOf(mean, components.Maximum),
                    shapes.GetValueOrDefault((number, components))));
            }
        }
    }

    // All parts together, and the other combinations where single parts are shown. The size is looked at once more: a
    // last wall before the database's.
    private IReadOnlyList<Components> CombinationsOf(Group group, string? objective, int size) =>
        size < Disclosure.Fewest || !shown.Shows(FigureKind.Numbers, group, objective) ? []
        : shown.Shows(FigureKind.Parts, group, objective) ? Components.Every
        : [Components.All];

    private void AddShapes(
        Dictionary<(int Group, Components Components), ScoreShape> shapes,
        ScoreColumn column,
        Components components,
        int[] counts)
    {
        var wanted = groups.Index()
            .Where(g => shown.Shows(FigureKind.Shape, g.Item, column.Objective)
                && CombinationsOf(g.Item, column.Objective, counts[g.Index]).Contains(components))
            .Select(g => g.Index)
            .ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var (dealt, starts) = Deal(column, components, wanted, counts);
        var cell = new ShapeOfCell(facts.Norms, components.Maximum, column.UnitsPerPoint);
        foreach (var number in wanted)
        {
            shapes[(number, components)] = cell.Of(
                dealt.AsSpan(starts[number], counts[number]),
                shown.Shows(FigureKind.Tenths, groups[number], column.Objective),
                exact => shown.Count(exact, groups[number], column.Objective));
        }
    }

    // The scores of each wanted group, sorted, and where they start.
    private (long[] Dealt, int[] Starts) Deal(
        ScoreColumn column, Components components, List<int> wanted, int[] counts)
    {
        var starts = Enumerable.Repeat(-1, groups.Count).ToArray();
        var next = 0;
        foreach (var number in wanted)
        {
            (starts[number], next) = (next, next + counts[number]);
        }

        var points = column.Points(components);
        int[] rows = [.. column.Rows];
        Array.Sort(points, rows);
        var dealt = new long[next];
        int[] ends = [.. starts];
        for (var i = 0; i < rows.Length; i++)
        {
            foreach (var number in memberships.Of(rows[i]))
            {
                if (number >= 0 && ends[number] >= 0)
                {
                    dealt[ends[number]++] = points[i];
                }
            }
        }

        return (dealt, starts);
    }
}
