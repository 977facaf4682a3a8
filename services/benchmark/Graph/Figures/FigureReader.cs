using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>What is asked about areas.</summary>
/// <param name="Indicators">Of the catalogue.</param>
/// <param name="AreNamed">Whether each was asked for by name: then it answers though there is nothing.</param>
/// <param name="Periods">Null: of each indicator the latest.</param>
/// <param name="AsOf">The day that is asked about; null: now.</param>
/// <param name="Per">How they are asked for.</param>
internal sealed record FigureRequest(
    IReadOnlyList<Indicator> Indicators, bool AreNamed, IReadOnlyList<Period>? Periods, DateOnly? AsOf, Per Per);

/// <summary>
/// Fetches figures for many areas or indicators at once, and says what there is instead of those missing.
/// </summary>
public sealed class FigureReader(ObservationReader observations)
{
    /// <summary>For each area its figures, in the order of the indicators; two or three queries for all.</summary>
    internal async Task<IReadOnlyList<IReadOnlyList<ObservationView>>> OfAreasAsync(
        FigureBook book, IReadOnlyList<Area> areas, FigureRequest request, CancellationToken cancellationToken)
    {
        var wish = new ObservationWish([.. request.Indicators.Select(i => i.Id)])
        {
            Areas = WithLarger(book, areas), AsOf = request.AsOf,
        };
        if (request.Periods is { } periods)
        {
            var asked = wish with { Periods = [.. periods.SelectMany(p => p.Halves.Prepend(p)).Select(p => p.Text)] };
            var found = await observations.FindAsync(asked, cancellationToken);
            var shelf = await ShelfAsync(book, request, [wish], found, cancellationToken);
            return [.. areas.Select(area => At(shelf, request, area, periods))];
        }

        var latest = await LatestAsync(wish, cancellationToken);
        var latestShelf = await ShelfAsync(book, request, [wish], latest, cancellationToken);
        return [.. areas.Select(area => Latest(latestShelf, request, area))];
    }

    /// <summary>A shelf of what was found and, for rates, who live in the areas wished for.</summary>
    internal async Task<FigureShelf> ShelfAsync(
        FigureBook book,
        FigureRequest request,
        IReadOnlyList<ObservationWish> wishes,
        IReadOnlyList<Observation> found,
        CancellationToken cancellationToken)
    {
        var divisors = request.Indicators.Select(i => Rate.DividedBy(i, request.Per)).OfType<string>().ToHashSet();
        var counts = divisors.Count == 0
            ? []
            : await FindAsync(
                [.. wishes.Select(w => w with { Indicators = divisors, Periods = null })], cancellationToken);
        return new FigureShelf(book, request.Per, request.AsOf, found, counts);
    }

    internal async Task<IReadOnlyList<Observation>> FindAsync(
        IReadOnlyList<ObservationWish> wishes, CancellationToken cancellationToken)
    {
        var found = new List<Observation>();
        foreach (var wish in wishes)
        {
            found.AddRange(await observations.FindAsync(wish, cancellationToken));
        }

        return found;
    }

    /// <summary>Codes of the areas and of all that hold them.</summary>
    internal static IReadOnlyCollection<string> WithLarger(FigureBook book, IEnumerable<Area> areas) =>
        areas.SelectMany(area => book.Tree.LargerThan(area).Prepend(area)).Select(a => a.Code).ToHashSet();

    // Of a latest figure without a value the same period of the larger areas may not be their latest.
    private async Task<IReadOnlyList<Observation>> LatestAsync(
        ObservationWish wish, CancellationToken cancellationToken)
    {
        var latest = await observations.LatestAsync(wish, cancellationToken);
        var empty = latest.Where(o => o.Value is null).ToList();
        if (empty.Count == 0)
        {
            return latest;
        }

        var known = latest.Select(FigureKey.Of).ToHashSet();
        var others = await observations.FindAsync(
            wish with
            {
                Indicators = [.. empty.Select(o => o.Indicator).Distinct()],
                Periods = [.. empty.Select(o => o.Period.Text).Distinct()],
            },
            cancellationToken);
        return [.. others.Where(o => !known.Contains(FigureKey.Of(o))), .. latest];
    }

    private static IReadOnlyList<ObservationView> At(
        FigureShelf shelf, FigureRequest request, Area area, IReadOnlyList<Period> periods)
    {
        var views =
            from indicator in request.Indicators
            from period in periods
            let view = shelf.At(indicator, area, period)
            where request.AreNamed || IsWorthSaying(view)
            select view;
        return [.. views];
    }

    private static IReadOnlyList<ObservationView> Latest(FigureShelf shelf, FigureRequest request, Area area)
    {
        var views =
            from indicator in request.Indicators
            let period = shelf.Of(indicator.Id, area).MaxBy(o => (o.Period.LastDay, o.Period.FirstDay))?.Period
                ?? shelf.LargerWithValue(indicator, area, period: null)?.Period
            let view = period is null ? shelf.Missing(indicator, area, null) : shelf.At(indicator, area, period)
            where request.AreNamed || IsWorthSaying(view)
            select view;
        return [.. views];
    }

    private static bool IsWorthSaying(ObservationView view) =>
        view.Reason is not FigureReason.NoData || view.Fallback is not null;
}
