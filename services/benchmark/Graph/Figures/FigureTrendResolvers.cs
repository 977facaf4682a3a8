using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>Answers one area through time, with breaks marked and what does not compare left out.</summary>
public sealed class FigureTrendResolvers(FigureReader reader)
{
    /// <summary><c>Indicator.trend</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> TrendsAsync(
        IReadOnlyList<IndicatorView> indicators, FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(FigureResolvers.CacheGroup);
        var book = indicators[0].Book;
        var area = FigureArguments.Area(book, context.Argument<string>("area"));
        var per = FigureArguments.Per(context);
        var asOf = FigureArguments.AsOf(context);
        var wish = new ObservationWish([.. indicators.Select(i => i.Id).Distinct()])
        {
            Areas = FigureReader.WithLarger(book, [area]), AsOf = asOf,
        };
        var found = (await reader.FindAsync([wish], cancellationToken)).Where(IsInside(context)).ToList();
        var request = new FigureRequest([.. indicators.Select(i => i.Entry)], AreNamed: true, null, asOf, per);
        var shelf = await reader.ShelfAsync(book, request, [wish], found, cancellationToken);
        var kind = context.Argument<PeriodKind?>("periodKind");
        return
        [
            .. indicators.Select(i => FigureArguments.Refusal(i.Entry, per) ?? Answer(shelf, i, area, kind, per)),
        ];
    }

    private static Func<Observation, bool> IsInside(FieldContext context)
    {
        var from = FigureArguments.PeriodOrNull(context, "from")?.FirstDay ?? DateOnly.MinValue;
        var to = FigureArguments.PeriodOrNull(context, "to")?.LastDay ?? DateOnly.MaxValue;
        return from <= to
            ? o => o.Period.FirstDay >= from && o.Period.LastDay <= to
            : throw new ClientException("BAD_USER_INPUT", "`from` lies after `to`.");
    }

    private static object Answer(FigureShelf shelf, IndicatorView indicator, Area area, PeriodKind? kind, Per per)
    {
        var trend = Trend(shelf, indicator, area, kind, per);
        if (trend is { Points.Count: 0, LeftOut: [var left, ..] })
        {
            var why = indicator.Book.Catalogue.Comparability.First(c => c.Id == left.Comparability.Id);
            return FigureMath.NotComparable(why);
        }

        return trend.Points.Count > 0 ? trend : trend with { Fallback = Larger(shelf, indicator, area, kind, per) };
    }

    private static FigureTrendView? Larger(
        FigureShelf shelf, IndicatorView indicator, Area area, PeriodKind? kind, Per per) =>
        indicator.Book.Tree.LargerThan(area)
            .Select(larger => Trend(shelf, indicator, larger, kind, per))
            .FirstOrDefault(trend => trend.Points.Count > 0) is { } found
            ? found with { Note = $"Cijfers van {found.Area.Name}: van {indicator.Book.NameOf(area)} zijn er geen." }
            : null;

    private static FigureTrendView Trend(
        FigureShelf shelf, IndicatorView indicator, Area area, PeriodKind? asked, Per per)
    {
        var all = shelf.Of(indicator.Id, area)
            .OrderBy(o => o.Period.FirstDay)
            .Select(o => (Figure: o, Why: indicator.Book.Catalogue.ForbiddenBy(o.Indicator, area.Kind, o.Period)))
            .ToList();
        var kind = asked ?? KindOf(all) ?? PeriodKind.Year;
        var series = all.Where(o => o.Figure.Period.Kind == kind).ToLookup(o => o.Why is null);
        var points = series[true].Select(o => o.Figure).ToList();
        return new FigureTrendView(
            FigureAreaView.Of(area, indicator.Book), kind, per,
            Points(shelf, indicator, points),
            Breaks(indicator, area, points),
            [
                .. series[false].Select(o => new LeftOutView(
                    PeriodView.Of(o.Figure.Period), ComparabilityView.Of(o.Why!))),
            ],
            points.Any(p => p.Generated));
    }

    // The kind that most figures are of; those that compare count before all others.
    private static PeriodKind? KindOf(IReadOnlyList<(Observation Figure, Comparability? Why)> all) => all
        .GroupBy(o => o.Figure.Period.Kind)
        .OrderByDescending(g => (g.Count(o => o.Why is null), g.Count()))
        .FirstOrDefault()?.Key;

    // No change is told over a break: it would be of the counting as much as of what is counted.
    private static List<TrendPointView> Points(
        FigureShelf shelf, IndicatorView indicator, List<Observation> series)
    {
        var points = new List<TrendPointView>();
        foreach (var (place, observation) in series.Index())
        {
            var view = shelf.View(indicator.Entry, observation);
            var breaks = place > 0 && indicator.Book.Catalogue
                .Breaks(indicator.Id, observation.Area.Kind, series[place - 1].Period, observation.Period).Any();
            var before = place > 0 && !breaks ? points[place - 1].Observation.Value : null;
            points.Add(new TrendPointView(view, view.Value - before, FigureMath.Percentage(before, view.Value)));
        }

        return points;
    }

    private static IReadOnlyList<TrendBreakView> Breaks(
        IndicatorView indicator, Area area, IReadOnlyList<Observation> series) =>
    [
        .. series.Zip(series.Skip(1)).SelectMany(pair => indicator.Book.Catalogue
            .Breaks(indicator.Id, area.Kind, pair.First.Period, pair.Second.Period)
            .Select(why => new TrendBreakView(
                PeriodView.Of(pair.First.Period), PeriodView.Of(pair.Second.Period), ComparabilityView.Of(why)))),
    ];
}
