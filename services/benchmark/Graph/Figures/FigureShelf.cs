using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Observations that were fetched, and how they are shown: as published or per 1,000, with what is to be said where
/// there is no value.
/// </summary>
/// <param name="book">Names and judgements.</param>
/// <param name="per">How they are asked for.</param>
/// <param name="asOf">The day that is asked about; null: now.</param>
/// <param name="found">The editions that hold.</param>
/// <param name="counts">Who live in the areas, where figures are divided by that.</param>
internal sealed class FigureShelf(
    FigureBook book, Per per, DateOnly? asOf, IReadOnlyList<Observation> found, IReadOnlyList<Observation> counts)
{
    private readonly ILookup<(string Indicator, string Area), Observation> byArea =
        found.ToLookup(o => (o.Indicator, o.Area.Code));

    private readonly ILookup<(string Indicator, string Area), Observation> countsOf =
        counts.ToLookup(o => (o.Indicator, o.Area.Code));

    public IEnumerable<Observation> Of(string indicator, Area area) => byArea[(indicator, area.Code)];

    public Observation? Find(string indicator, Area area, Period period) =>
        Of(indicator, area).FirstOrDefault(o => o.Period == period);

    /// <summary>The figure, or what is to be said instead, of one indicator, area and period.</summary>
    public ObservationView At(Indicator indicator, Area area, Period period) =>
        Find(indicator.Id, area, period) is { } observation
            ? WithFallback(View(indicator, observation), indicator, area, period)
            : Missing(indicator, area, period);

    /// <summary>An edition as it is shown.</summary>
    public ObservationView View(Indicator indicator, Observation o)
    {
        var (value, low, high, reason, dividedBy) = Shown(indicator, o);
        var decimals = dividedBy is null ? indicator.Decimals : Math.Max(1, indicator.Decimals + 1);
        return Empty(indicator, o.Area, o.Period, reason) with
        {
            Value = value,
            Low = low,
            High = high,
            Display = CbsText.Of(value, low, high, decimals, o.Suppressed, o.Status),
            DividedBy = dividedBy,
            Edition = o.Edition,
            Status = o.Status,
            PublishedOn = o.PublishedOn,
            PublishedPrecision = o.PublishedPrecision,
            Suppressed = o.Suppressed,
            Note = o.Note,
            Source = o.Source,
            Generated = o.Generated,
            Estimate = o.Estimate,
            Key = FigureKey.Of(o),
        };
    }

    /// <summary>Says that there is no figure, and offers the halves of the year and the next larger area.</summary>
    public ObservationView Missing(Indicator indicator, Area area, Period? period)
    {
        var halves = (period?.Halves ?? [])
            .Select(half => Find(indicator.Id, area, half)).OfType<Observation>()
            .Select(o => View(indicator, o)).ToList();
        var view = Empty(
            indicator, area, period, halves.Count > 0 ? FigureReason.OnlyHalves : FigureReason.NoData) with
        {
            Halves = halves,
            Generated = halves.Any(h => h.Generated),
            Note = halves.Count > 0
                ? "Er zijn alleen halfjaarcijfers. Die worden niet opgeteld: door afronding en correcties hoeft hun "
                    + "som het jaarcijfer niet te zijn."
                : null,
        };
        return period is null ? view : WithFallback(view, indicator, area, period);
    }

    /// <summary>The first larger area that has a value for this period; null where none has.</summary>
    public Observation? LargerWithValue(Indicator indicator, Area area, Period? period) => book.Tree.LargerThan(area)
        .Select(larger => Of(indicator.Id, larger)
            .LastOrDefault(o => o.Value is not null && (period is null || o.Period == period)))
        .FirstOrDefault(o => o is not null);

    private ObservationView WithFallback(ObservationView view, Indicator indicator, Area area, Period period)
    {
        var lacks = view.Reason is FigureReason.NoData or FigureReason.Suppressed or FigureReason.OnlyHalves;
        if (!lacks || LargerWithValue(indicator, area, period) is not { } larger)
        {
            return view;
        }

        var note = $"Cijfer van {book.NameOf(larger.Area)}: van {book.NameOf(area)} is er geen.";
        var offered = View(indicator, larger);
        return view with { Fallback = offered with { Note = offered.Note is { } own ? $"{note} {own}" : note } };
    }

    private ObservationView Empty(Indicator indicator, Area area, Period? period, FigureReason? reason) => new(
        new IndicatorView(indicator, book),
        FigureAreaView.Of(area, book),
        period is null ? null : PeriodView.Of(period),
        per,
        Value: null,
        reason)
    {
        NotComparable = period is not null && book.Catalogue.ForbiddenBy(indicator.Id, area.Kind, period) is { } why
            ? ComparabilityView.Of(why)
            : null,
        AsOf = asOf,
    };

    private (decimal? Value, decimal? Low, decimal? High, FigureReason? Reason, DividedByView? DividedBy) Shown(
        Indicator indicator, Observation o)
    {
        if (o.Value is null)
        {
            return (null, null, null, o.Suppressed ? FigureReason.Suppressed : FigureReason.CannotOccur, null);
        }

        if (per == Per.Number)
        {
            return (o.Value, o.Low, o.High, null, null);
        }

        if (Rate.DividedBy(indicator, per) is not { } divisor)
        {
            return (null, null, null, FigureReason.NoRate, null);
        }

        if (Rate.Nearest(countsOf[(divisor, o.Area.Code)], o.Period) is not { Value: { } count } counted)
        {
            return (null, null, null, FigureReason.NoCount, null);
        }

        var note = counted.Period.LastYear == o.Period.LastYear
            ? null
            : $"Gedeeld door het aantal van {counted.Period.Label}: van {o.Period.LastYear} is er geen.";
        return (
            Rate.Of(o.Value, count, indicator), Rate.Of(o.Low, count, indicator), Rate.Of(o.High, count, indicator),
            null,
            new DividedByView(
                new IndicatorView(book.Require(divisor), book), PeriodView.Of(counted.Period), count, note));
    }
}
