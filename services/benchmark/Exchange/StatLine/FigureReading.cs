using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Exchange;

/// <summary>What a file has and the mapping does not take.</summary>
/// <param name="Kind">MEASURE, MEMBER, AREA, AREA_KIND or PERIOD.</param>
/// <param name="Name">As the file names it; several with " · " between.</param>
/// <param name="Cells">How many cells.</param>
/// <param name="Reason">Why not; null where the mapping just does not name it.</param>
public sealed record NotMapped(string Kind, string Name, int Cells, string? Reason);

/// <summary>
/// Makes observations of a table by a mapping. What is wrong in the file is a fault; what the mapping leaves aside is
/// counted and told.
/// </summary>
/// <param name="mapping">Which cells become what.</param>
/// <param name="indicators">The catalogue, by id.</param>
/// <param name="areas">Areas by name and code.</param>
/// <param name="status">Of figures of which the file cannot tell it; null: the mapping says, or it is a fault.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class FigureReading(
    FigureMapping mapping,
    IReadOnlyDictionary<string, Indicator> indicators,
    AreaNames areas,
    FigureStatus? status,
    FigureFaults faults) : IStatLineSink
{
    private readonly Dictionary<StatLineMember, StatLinePeriod?> periods = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(StatLineMember Region, int Year), FoundArea> found = [];
    private readonly Dictionary<(string Indicator, string Area, Period Period), long> places = [];
    private readonly Dictionary<(string Kind, string Name), (int Cells, string? Reason)> left = [];
    private readonly List<Observation> observations = [];
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private MappedCells cells = null!;

    /// <summary>What the file says, with no publication day and source yet.</summary>
    public IReadOnlyList<Observation> Observations => observations;

    /// <summary>When the table's figures last changed; null where the file does not say.</summary>
    public DateOnly? ModifiedOn { get; private set; }

    /// <summary>Cells of the file.</summary>
    public int Cells { get; private set; }

    /// <summary>Cells that are left out as the mapping says.</summary>
    public int Skipped { get; private set; }

    /// <summary>Cells, mapped, where no number can occur: they become nothing.</summary>
    public int Impossible { get; private set; }

    /// <summary>Observations without a number, as the source keeps it.</summary>
    public int Suppressed { get; private set; }

    /// <summary>What was not taken, the most cells first.</summary>
    public IReadOnlyList<NotMapped> NotMapped =>
    [
        .. left.Select(l => new NotMapped(l.Key.Kind, l.Key.Name, l.Value.Cells, l.Value.Reason))
            .OrderByDescending(l => l.Cells).ThenBy(l => l.Kind, StringComparer.Ordinal)
            .ThenBy(l => l.Name, StringComparer.Ordinal),
    ];

    public bool Begin(StatLineShape shape)
    {
        ModifiedOn = shape.ModifiedOn;
        if (shape.Id is { } id && !id.Equals(mapping.Table, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(null, 0, null, "WRONG_TABLE", $"This is table {id}; the mapping is of {mapping.Table}.");
            return false;
        }

        cells = new MappedCells(mapping, shape);
        CheckUnits(shape);
        foreach (var figure in mapping.Figures.Where(f => !indicators.ContainsKey(f.Indicator)))
        {
            faults.AddToMapping(figure.Indicator, "The catalogue does not have this indicator.");
        }

        return faults.Count == 0;
    }

    public void Add(in StatLineCell cell)
    {
        Cells++;
        if (cells.Of(cell.Measure, cell.Members) is not { } mapped)
        {
            Leave(cells.IsNamed(cell.Measure) ? "MEMBER" : "MEASURE", cells.NameOf(cell.Measure, cell.Members), null);
            return;
        }

        if (mapped.IsSkipped)
        {
            Skipped++;
            return;
        }

        if (PeriodOf(cell) is not { } period || AreaOf(cell, period.Period!.LastYear) is not { } area)
        {
            return;
        }

        if (cell.Value.Kind == StatLineValueKind.Impossible)
        {
            Impossible++;
            return;
        }

        if (StatusOf(cell, period) is { } final)
        {
            Add(cell, mapped.Figure!, area, period.Period!, final);
        }
    }

    /// <summary>Tells where nothing came of the file at all.</summary>
    public void End()
    {
        if (observations.Count == 0 && faults.Count == 0)
        {
            faults.Add(null, 0, null, "NOTHING_MAPPED",
                "No cell of the file is one that the mapping names: see what was not mapped.");
        }
    }

    private void Add(in StatLineCell cell, MappedFigure figure, Area area, Period period, FigureStatus final)
    {
        var observation = new Observation(
            figure.Indicator,
            area,
            period,
            cell.Value.Kind == StatLineValueKind.Number ? cell.Value.Number * figure.Factor : null,
            final,
            default,
            "")
        {
            Suppressed = cell.Value.Kind == StatLineValueKind.Suppressed,
            Note = figure.Note,
        };
        if (indicators[figure.Indicator].FaultOf(observation) is { } fault)
        {
            faults.Add(cell.File, cell.Line, cell.Measure.Column, "BAD_VALUE", fault);
        }
        else if (!places.TryAdd((figure.Indicator, area.Code, period), cell.Line))
        {
            faults.Add(cell.File, cell.Line, cell.Measure.Column, "DUPLICATE", FormattableString.Invariant(
                $"{figure.Indicator} of {area} in {period} stands in {LineOf(figure, area, period)} too."));
        }
        else
        {
            Suppressed += observation.Suppressed ? 1 : 0;
            observations.Add(observation);
        }
    }

    private long LineOf(MappedFigure figure, Area area, Period period) =>
        places[(figure.Indicator, area.Code, period)];

    /// <summary>Null, told or left aside, where the cell is of no period that is kept.</summary>
    private StatLinePeriod? PeriodOf(in StatLineCell cell)
    {
        if (!periods.TryGetValue(cell.Period, out var period))
        {
            period = StatLinePeriod.TryParse(cell.Period.Code ?? cell.Period.Text);
            if (period is not null && cell.Period.Code is not null)
            {
                period = period with { Status = cell.Period.Status };
            }

            periods.Add(cell.Period, period);
        }

        if (period is null)
        {
            faults.Add(cell.File, cell.Line, mapping.Period, "BAD_PERIOD", $"'{cell.Period.Text}' is no period.");
            return null;
        }

        if (period.Period is null)
        {
            Leave("PERIOD", cell.Period.Text, "Only years and half-years are kept.");
            return null;
        }

        return period;
    }

    /// <summary>Null, told or left aside, where the cell is of no area that is taken.</summary>
    private Area? AreaOf(in StatLineCell cell, int year)
    {
        if (!found.TryGetValue((cell.Region, year), out var area))
        {
            area = areas.Find(cell.Region, year, mapping.Areas);
            found.Add((cell.Region, year), area);
        }

        if (area.Kind is not { } kind || !mapping.AreaKinds.Contains(kind))
        {
            Leave("AREA_KIND", area.Kind?.ToString() ?? cell.Region.Text, null);
            return null;
        }

        if (area.Area is not null)
        {
            return area.Area;
        }

        if (mapping.UnknownAreas == UnknownAreas.Skip)
        {
            Leave("AREA", cell.Region.Text, area.Problem);
        }
        else if (told.Add(cell.Region.Text))
        {
            faults.Add(cell.File, cell.Line, mapping.Region, "UNKNOWN_AREA", area.Problem!);
        }

        return null;
    }

    /// <summary>The value's own mark, the period's, what is asked for, the mapping's: the first there is.</summary>
    private FigureStatus? StatusOf(in StatLineCell cell, StatLinePeriod period)
    {
        if ((cell.Value.Status ?? period.Status ?? status ?? mapping.Status) is { } final)
        {
            return final;
        }

        if (told.Add("status"))
        {
            faults.Add(cell.File, cell.Line, mapping.Period, "NO_STATUS",
                "The download in codes does not say which figures are provisional: say it with the import.");
        }

        return null;
    }

    private void CheckUnits(StatLineShape shape)
    {
        foreach (var figure in mapping.Figures.Where(f => f.Unit is not null))
        {
            foreach (var measure in shape.Measures.Where(m =>
                m.Unit is not null && figure.Measure.Any(name => StatLineName.Means(name, m.Title))
                && !Same(m.Unit, figure.Unit!)))
            {
                if (told.Add($"unit {measure.Column}"))
                {
                    faults.Add(null, 1, measure.Column, "BAD_UNIT",
                        $"The unit is '{measure.Unit}'; the mapping says '{figure.Unit}'.");
                }
            }
        }
    }

    private static bool Same(string unit, string other) =>
        string.Equals(unit.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private void Leave(string kind, string name, string? reason)
    {
        var (count, _) = left.GetValueOrDefault((kind, name));
        left[(kind, name)] = (count + 1, reason);
    }
}
