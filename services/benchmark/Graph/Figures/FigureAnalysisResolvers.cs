using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Answers what lays figures of one indicator beside each other. Where they may not be, the answer is the reason:
/// NOT_COMPARABLE.
/// </summary>
public sealed class FigureAnalysisResolvers(FigureReader reader)
{
    private const int MostClasses = 9;

    /// <summary><c>Indicator.observations</c>: of areas, of all areas of a kind, or of the country.</summary>
    public async ValueTask<IReadOnlyList<object?>> ObservationsAsync(
        IReadOnlyList<IndicatorView> indicators, FieldContext context, CancellationToken cancellationToken)
    {
        var book = indicators[0].Book;
        var areas = context.Argument<IReadOnlyList<string>?>("areas")?.Select(c => FigureArguments.Area(book, c).Code);
        var kind = context.Argument<AreaKind?>("areaKind");
        var periods = FigureArguments.Periods(context);
        var wish = new ObservationWish(IdsOf(indicators))
        {
            Areas = areas is null && kind is null ? [Area.Country.Code] : areas?.Distinct().ToList(),
            Kind = kind,
            Periods = periods?.Select(p => p.Text).ToList(),
        };
        return await EachAsync(indicators, [wish], context, (indicator, shelf, all) =>
            (object)all.Select(o => shelf.View(indicator.Entry, o)).ToList(), cancellationToken);
    }

    /// <summary><c>Indicator.comparison</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> ComparisonsAsync(
        IReadOnlyList<IndicatorView> indicators, FieldContext context, CancellationToken cancellationToken)
    {
        var book = indicators[0].Book;
        var areas = context.Argument<IReadOnlyList<string>>("areas").Select(c => FigureArguments.Area(book, c))
            .Distinct().ToList();
        if (areas.Count == 0)
        {
            throw new ClientException("BAD_USER_INPUT", "Give at least one area.");
        }

        var period = FigureArguments.PeriodOrNull(context, "period");
        var wish = new ObservationWish(IdsOf(indicators))
        {
            Areas = FigureReader.WithLarger(book, areas.Append(Area.Country)),
        };
        return await EachAsync(indicators, [wish], context, (indicator, shelf, _) =>
        {
            var of = period ?? LastPeriod(shelf, indicator, areas);
            return of is null
                ? null
                : (object?)Forbidden(indicator, areas, of) ?? Compare(shelf, indicator, areas, of);
        }, cancellationToken);
    }

    /// <summary><c>Indicator.ranking</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> RankingsAsync(
        IReadOnlyList<IndicatorView> indicators, FieldContext context, CancellationToken cancellationToken)
    {
        var order = context.Argument<RankingOrder>("order");
        var first = FigurePages.First(context);
        return await OfKindAsync(indicators, context, (_, period, views) =>
        {
            var shown = views.Where(v => v.Value is not null)
                .OrderBy(v => order == RankingOrder.HighestFirst ? -v.Value : v.Value)
                .ThenBy(v => v.Area.Name, StringComparer.Ordinal).ToList();
            var placeOf = shown.Index().GroupBy(v => v.Item.Value!.Value)
                .ToDictionary(g => g.Key, g => 1 + g.First().Index);
            var ranked = shown.Take(first).Select(v => new RankedAreaView(placeOf[v.Value!.Value], v));
            return new FigureRankingView(
                PeriodView.Of(period), FigureArguments.Per(context), [.. ranked], shown.Count,
                views.Count - shown.Count, views.Any(v => v.Generated));
        }, cancellationToken);
    }

    /// <summary><c>Indicator.map</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> MapsAsync(
        IReadOnlyList<IndicatorView> indicators, FieldContext context, CancellationToken cancellationToken)
    {
        var method = context.Argument<ClassMethod>("method");
        var wanted = context.Argument<int>("classes");
        if (wanted is < 2 or > MostClasses)
        {
            throw new ClientException("BAD_USER_INPUT", $"A map has 2 to {MostClasses} classes.");
        }

        return await OfKindAsync(indicators, context, (_, period, views) =>
        {
            var values = views.Select(v => v.Value).OfType<decimal>().ToList();
            var classes = MapClasses.Of(values, wanted, method);
            var areas = views.Select(v => new MapAreaView(
                v.Area, v.Value, v.Value is { } value ? classes.Of(value) : null, v)).ToList();
            return new FigureMapView(
                PeriodView.Of(period), FigureArguments.Per(context), method, classes.Boundaries,
                [.. Enumerable.Range(1, classes.Count).Select(number => new MapClassView(
                    number, classes.Boundaries[number - 1], classes.Boundaries[number],
                    areas.Count(a => a.ClassNumber == number)))],
                areas, views.Count - values.Count, views.Any(v => v.Generated));
        }, cancellationToken);
    }

    /// <summary>
    /// Every area of a kind in one period, those without a figure too; null where there is nothing at all.
    /// </summary>
    private async Task<IReadOnlyList<object?>> OfKindAsync(
        IReadOnlyList<IndicatorView> indicators,
        FieldContext context,
        Func<IndicatorView, Period, IReadOnlyList<ObservationView>, object> answer,
        CancellationToken cancellationToken)
    {
        var book = indicators[0].Book;
        var kind = context.Argument<AreaKind>("areaKind");
        var period = FigureArguments.PeriodOrNull(context, "period");
        var within = context.Argument<string?>("within") is { } code ? FigureArguments.Area(book, code) : null;
        var asked = AreasOf(book, kind, within);
        var wish = new ObservationWish(IdsOf(indicators)) { Periods = period is null ? null : [period.Text] };
        ObservationWish[] wishes =
        [
            wish with { Kind = kind },
            wish with { Areas = [.. asked.SelectMany(book.Tree.LargerThan).Select(a => a.Code).Distinct()] },
        ];
        return await EachAsync(indicators, wishes, context, (indicator, shelf, all) =>
        {
            var of = period ?? LastPeriod(shelf, indicator, asked);
            if (of is null)
            {
                return null;
            }

            var unnamed = all.Where(o => within is null && o.Area.Kind == kind && o.Period == of).Select(o => o.Area);
            var areas = asked.Union(unnamed).ToList();
            return Forbidden(indicator, areas, of)
                ?? answer(indicator, of, [.. areas.Select(area => shelf.At(indicator.Entry, area, of))]);
        }, cancellationToken);
    }

    private async Task<IReadOnlyList<object?>> EachAsync(
        IReadOnlyList<IndicatorView> indicators,
        IReadOnlyList<ObservationWish> wishes,
        FieldContext context,
        Func<IndicatorView, FigureShelf, IReadOnlyList<Observation>, object?> answer,
        CancellationToken cancellationToken)
    {
        context.Cache.Groups(FigureResolvers.CacheGroup);
        var per = FigureArguments.Per(context);
        var asOf = FigureArguments.AsOf(context);
        var dated = wishes.Select(w => w with { AsOf = asOf }).ToList();
        var found = await reader.FindAsync(dated, cancellationToken);
        var request = new FigureRequest([.. indicators.Select(i => i.Entry)], AreNamed: true, null, asOf, per);
        var shelf = await reader.ShelfAsync(indicators[0].Book, request, dated, found, cancellationToken);
        var ofIndicator = found.ToLookup(o => o.Indicator);
        return
        [
            .. indicators.Select(i =>
                FigureArguments.Refusal(i.Entry, per) ?? answer(i, shelf, [.. ofIndicator[i.Id]])),
        ];
    }

    private static FigureComparisonView Compare(
        FigureShelf shelf, IndicatorView indicator, IReadOnlyList<Area> areas, Period period)
    {
        var views = areas.Select(area => shelf.At(indicator.Entry, area, period)).ToList();
        var country = shelf.At(indicator.Entry, Area.Country, period);
        var first = views[0].Value;
        return new FigureComparisonView(
            PeriodView.Of(period), country.Per,
            [
                .. views.Select(v => new ComparedAreaView(v, v.Value - first, FigureMath.Percentage(first, v.Value))),
            ],
            country, views.Append(country).Any(v => v.Generated));
    }

    private static Period? LastPeriod(FigureShelf shelf, IndicatorView indicator, IReadOnlyList<Area> areas) => areas
        .SelectMany(area => shelf.Of(indicator.Id, area)).Select(o => o.Period)
        .MaxBy(p => (p.LastDay, p.FirstDay));

    private static IReadOnlyList<Area> AreasOf(FigureBook book, AreaKind kind, Area? within)
    {
        var ofKind = book.Areas.Select(a => a.Area).Where(a => a.Kind == kind);
        if (within is null || within == Area.Country)
        {
            return [.. ofKind];
        }

        return kind == AreaKind.Municipality
            ? [.. book.Tree.MembersOf(within.Code).Select(Area.Parse)]
            : [.. ofKind.Where(a => book.Tree.LargerThan(a).Contains(within))];
    }

    private static ClientException? Forbidden(IndicatorView indicator, IReadOnlyList<Area> areas, Period period) =>
        areas.Select(a => a.Kind).Distinct()
            .Select(kind => indicator.Book.Catalogue.ForbiddenBy(indicator.Id, kind, period))
            .FirstOrDefault(c => c is not null) is { } why
            ? FigureMath.NotComparable(why)
            : null;

    private static IReadOnlyCollection<string> IdsOf(IReadOnlyList<IndicatorView> indicators) =>
        [.. indicators.Select(i => i.Id).Distinct()];
}
