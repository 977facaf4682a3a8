using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Exchange;

/// <summary>What the sets beside Observations tell of a table: its measures, dimensions and codes.</summary>
internal sealed class ODataTable
{
    private readonly Dictionary<string, StatLineMeasure> measures;
    private readonly Dictionary<string, Dictionary<string, StatLineMember>> members;

    private ODataTable(
        StatLineShape shape,
        string region,
        string period,
        Dictionary<string, StatLineMeasure> measures,
        Dictionary<string, Dictionary<string, StatLineMember>> members)
    {
        Shape = shape;
        Region = region;
        Period = period;
        this.measures = measures;
        this.members = members;
    }

    public StatLineShape Shape { get; }

    /// <summary>Identifier of the dimension that tells the area.</summary>
    public string Region { get; }

    /// <summary>Identifier of the dimension that tells the period.</summary>
    public string Period { get; }

    /// <summary>Null, and faults say why, where a set lacks or does not fit the others.</summary>
    public static ODataTable? Read(ILookup<string, ODataSet> sets, FigureMapping mapping, FigureFaults faults)
    {
        var before = faults.Count;
        var dimensions = ODataRecords.Of<ODataRecords.Dimension>(Required(sets, ODataSet.Dimensions, faults), faults);
        var codes = ODataRecords.Of<ODataRecords.Measure>(Required(sets, ODataSet.MeasureCodes, faults), faults);
        if (faults.Count > before)
        {
            return null;
        }

        var region = Find(dimensions, "GeoDimension", mapping.Region, faults);
        var period = Find(dimensions, "TimeDimension", mapping.Period, faults);
        var others = dimensions.Where(d => d.Identifier != region && d.Identifier != period).ToList();
        CheckDimensions(others, mapping, faults);
        var members = dimensions.ToDictionary(
            d => d.Identifier, d => MembersOf(sets, d.Identifier, faults), StringComparer.Ordinal);
        if (faults.Count > before)
        {
            return null;
        }

        var paths = PathsOf(sets[ODataSet.MeasureGroups], faults);
        var measures = codes.DistinctBy(m => m.Identifier).ToDictionary(
            m => m.Identifier,
            m => new StatLineMeasure(PathOf(paths, m.MeasureGroupId, m.Title), m.Unit, m.Identifier),
            StringComparer.Ordinal);
        var table = sets[ODataSet.Properties].FirstOrDefault() is { } properties
            ? ODataRecords.One<ODataRecords.Table>(properties, faults)
            : null;
        var shape = new StatLineShape(
            table?.Identifier,
            (table?.ObservationsModified ?? table?.Modified) is { } at ? DateOnly.FromDateTime(at.DateTime) : null,
            [.. measures.Values],
            [.. others.Select(d => new StatLineDimension(d.Identifier, d.Title ?? d.Identifier))]);
        return faults.Count > before ? null : new ODataTable(shape, region!, period!, measures, members);
    }

    public StatLineMeasure? Measure(string code) => measures.GetValueOrDefault(code);

    /// <summary>Null where the code list of the dimension does not have it; codes may end in spaces.</summary>
    public StatLineMember? Member(string dimension, string code) =>
        members[dimension].GetValueOrDefault(code) ?? members[dimension].GetValueOrDefault(code.Trim());

    private static IEnumerable<ODataSet> Required(ILookup<string, ODataSet> sets, string name, FigureFaults faults)
    {
        if (!sets.Contains(name))
        {
            faults.Add(null, 0, null, "MISSING_SET", $"There is no {name}: a table comes with all its sets.");
        }

        return sets[name];
    }

    private static string? Find(
        IReadOnlyList<ODataRecords.Dimension> dimensions, string kind, string title, FigureFaults faults)
    {
        var key = StatLineName.KeyOf(title);
        var found = dimensions.FirstOrDefault(d => d.Kind == kind) ?? dimensions.FirstOrDefault(d =>
            StatLineName.KeyOf(d.Identifier) == key || StatLineName.KeyOf(d.Title ?? "") == key);
        if (found is null)
        {
            faults.Add(null, 0, title, "NO_COLUMN", $"The table has no dimension '{title}'.");
        }

        return found?.Identifier;
    }

    private static void CheckDimensions(
        IReadOnlyList<ODataRecords.Dimension> others, FigureMapping mapping, FigureFaults faults)
    {
        bool IsCalled(ODataRecords.Dimension d, MappedDimension mapped) =>
            new StatLineDimension(d.Identifier, d.Title ?? d.Identifier).IsCalled(mapped.Name);
        foreach (var strange in others.Where(d => !mapping.Dimensions.Any(m => IsCalled(d, m))))
        {
            faults.Add(null, 0, strange.Title ?? strange.Identifier, "UNKNOWN_DIMENSION",
                $"The mapping does not name the dimension '{strange.Title ?? strange.Identifier}'.");
        }

        foreach (var missing in mapping.Dimensions.Where(m => !others.Any(d => IsCalled(d, m))))
        {
            faults.Add(null, 0, missing.Name, "NO_COLUMN", $"The mapping needs the dimension '{missing.Name}'.");
        }
    }

    private static Dictionary<string, StatLineMember> MembersOf(
        ILookup<string, ODataSet> sets, string dimension, FigureFaults faults)
    {
        var codes = ODataRecords.Of<ODataRecords.Code>(Required(sets, $"{dimension}Codes", faults), faults);
        var paths = PathsOf(sets[$"{dimension}Groups"], faults);
        return codes.DistinctBy(c => c.Identifier.Trim()).ToDictionary(
            c => c.Identifier.Trim(),
            c => new StatLineMember(
                c.Title.Trim(),
                c.Identifier.Trim(),
                PathOf(paths, c.DimensionGroupId, c.Title.Trim()),
                StatusOf(c, dimension, faults)),
            StringComparer.Ordinal);
    }

    private static FigureStatus? StatusOf(ODataRecords.Code code, string dimension, FigureFaults faults)
    {
        switch (code.Status)
        {
            case null or "":
                return null;
            case "Definitief":
                return FigureStatus.Definite;
            case "Voorlopig":
                return FigureStatus.Provisional;
            case "NaderVoorlopig":
                return FigureStatus.RevisedProvisional;
            default:
                faults.Add(null, 0, dimension, "BAD_STATUS",
                    $"{code.Identifier} has the status '{code.Status}', which is not known.");
                return null;
        }
    }

    /// <summary>By id of a group its title with those above it, "A/B". A circle ends where it began.</summary>
    private static Dictionary<string, string> PathsOf(IEnumerable<ODataSet> pages, FigureFaults faults)
    {
        var groups = ODataRecords.Of<ODataRecords.Group>(pages, faults)
            .DistinctBy(g => g.Id).ToDictionary(g => g.Id, StringComparer.Ordinal);
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in groups.Values)
        {
            var titles = new List<string>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var at = group; at is not null && seen.Add(at.Id);
                at = at.ParentId is { } parent ? groups.GetValueOrDefault(parent) : null)
            {
                titles.Insert(0, at.Title ?? "");
            }

            paths.Add(group.Id, string.Join('/', titles.Where(title => title.Length > 0)));
        }

        return paths;
    }

    private static string PathOf(Dictionary<string, string> paths, string? group, string title) =>
        group is not null && paths.TryGetValue(group, out var path) && path.Length > 0 ? $"{path}/{title}" : title;
}
