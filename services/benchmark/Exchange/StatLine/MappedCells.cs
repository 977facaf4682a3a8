using System.Runtime.CompilerServices;

namespace Monitor.Benchmark.Exchange;

/// <summary>What becomes of the cells of a measure with these members: a figure, or nothing by intent.</summary>
/// <param name="Figure">Null where the mapping leaves it out.</param>
internal sealed record MappedCell(MappedFigure? Figure)
{
    public static MappedCell Left { get; } = new(Figure: null);

    public bool IsSkipped => Figure is null;
}

/// <summary>
/// Which cells of a table become which figure. Names are compared once for each combination of measure and members,
/// however many regions and periods there are.
/// </summary>
internal sealed class MappedCells(FigureMapping mapping, StatLineShape shape)
{
    private readonly Dictionary<(StatLineMeasure Measure, StatLineMember[] Members), MappedCell?> known =
        new(new ByObject());

    private readonly MappedDimension[] dimensions =
        [.. shape.Dimensions.Select(d => mapping.Dimensions.First(m => d.IsCalled(m.Name)))];

    /// <summary>Null where the mapping does not name it.</summary>
    public MappedCell? Of(StatLineMeasure measure, StatLineMember[] members)
    {
        if (!known.TryGetValue((measure, members), out var cell))
        {
            cell = Find(measure, members);
            known.Add((measure, members), cell);
        }

        return cell;
    }

    /// <summary>True where some figure is of this measure.</summary>
    public bool IsNamed(StatLineMeasure measure) =>
        mapping.Figures.Any(f => f.Measure.Any(name => StatLineName.Means(name, measure.Title)));

    /// <summary>As a reader of the report knows it.</summary>
    public string NameOf(StatLineMeasure measure, StatLineMember[] members) => IsNamed(measure)
        ? string.Join(" · ", members.Select(m => m.Text).Prepend(measure.Title))
        : measure.Title;

    private MappedCell? Find(StatLineMeasure measure, StatLineMember[] members)
    {
        var figure = mapping.Figures.FirstOrDefault(f =>
            f.Measure.Any(name => StatLineName.Means(name, measure.Title)) && Has(f, members));
        return figure is not null ? new MappedCell(figure)
            : mapping.Skip.Any(s => Leaves(s, measure, members)) ? MappedCell.Left
            : null;
    }

    private bool Has(MappedFigure figure, StatLineMember[] members)
    {
        for (var place = 0; place < members.Length; place++)
        {
            var dimension = dimensions[place];
            var wanted = figure.Members
                .Where(m => StatLineName.KeyOf(m.Key) == StatLineName.KeyOf(dimension.Name))
                .Select(m => m.Value).FirstOrDefault() ?? dimension.Total;
            if (!wanted.Any(name => IsCalled(members[place], name)))
            {
                return false;
            }
        }

        return true;
    }

    private bool Leaves(SkippedMembers skip, StatLineMeasure measure, StatLineMember[] members)
    {
        if (skip.Dimension is null)
        {
            return skip.Names.Any(name => StatLineName.Means(name, measure.Title));
        }

        var place = Array.FindIndex(
            dimensions, d => StatLineName.KeyOf(d.Name) == StatLineName.KeyOf(skip.Dimension));
        return skip.Names.Any(name => IsCalled(members[place], name));
    }

    /// <summary>By its code, its title, or its title with the groups above it.</summary>
    private static bool IsCalled(StatLineMember member, string name)
    {
        var key = StatLineName.KeyOf(name);
        return name == member.Code || key == StatLineName.KeyOf(member.Text)
            || (member.Path is { } path && key == StatLineName.KeyOf(path));
    }

    /// <summary>Equal names of a file are the same object, so objects are compared.</summary>
    private sealed class ByObject : IEqualityComparer<(StatLineMeasure Measure, StatLineMember[] Members)>
    {
        public bool Equals(
            (StatLineMeasure Measure, StatLineMember[] Members) x,
            (StatLineMeasure Measure, StatLineMember[] Members) y)
        {
            if (!ReferenceEquals(x.Measure, y.Measure) || x.Members.Length != y.Members.Length)
            {
                return false;
            }

            for (var place = 0; place < x.Members.Length; place++)
            {
                if (!ReferenceEquals(x.Members[place], y.Members[place]))
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode((StatLineMeasure Measure, StatLineMember[] Members) cell)
        {
            var hash = default(HashCode);
            hash.Add(RuntimeHelpers.GetHashCode(cell.Measure));
            foreach (var member in cell.Members)
            {
                hash.Add(RuntimeHelpers.GetHashCode(member));
            }

            return hash.ToHashCode();
        }
    }
}
