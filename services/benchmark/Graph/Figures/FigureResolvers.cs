using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>Answers the figures of municipalities, regions and the country, and what belongs to one figure.</summary>
public sealed class FigureResolvers(
    FigureLibrary library, FigureReader reader, ObservationReader observations, ReferenceData reference)
{
    internal const string CacheGroup = "figures";

    /// <summary><c>Query.country</c>.</summary>
    public static ValueTask<CountryView?> CountryAsync(FieldContext context, CancellationToken cancellationToken) =>
        new(new CountryView(Area.Country.Code, "Nederland"));

    /// <summary><c>Country.figures</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> OfCountryAsync(
        IReadOnlyList<CountryView> countries, FieldContext context, CancellationToken cancellationToken) =>
        await ReadAsync([.. countries.Select(_ => Area.Country)], context, cancellationToken);

    /// <summary><c>Municipality.figures</c>; also of one that has ended.</summary>
    public async ValueTask<IReadOnlyList<object?>> OfMunicipalitiesAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context, CancellationToken cancellationToken)
    {
        var codes = municipalities.Select(m => m.Code).Distinct().ToList();
        var known = await reference.MunicipalitiesAsync(codes, cancellationToken);
        return await ReadAsync(
            [.. municipalities.Select(m => Wish(
                m.Code, known.ContainsKey(m.Code), AreaKind.Municipality, "UNKNOWN_MUNICIPALITY", "municipality"))],
            context,
            cancellationToken);
    }

    /// <summary><c>Region.figures</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> OfRegionsAsync(
        IReadOnlyList<RegionReference> regions, FieldContext context, CancellationToken cancellationToken)
    {
        var codes = regions.Select(r => r.Code).Distinct().ToList();
        var known = await reference.RegionsAsync(codes, cancellationToken);
        return await ReadAsync(
            [.. regions.Select(r => Wish(r.Code, known.ContainsKey(r.Code), null, "UNKNOWN_REGION", "region"))],
            context,
            cancellationToken);
    }

    /// <summary><c>Observation.editions</c>: as published, those of the day that was asked about and before.</summary>
    public async ValueTask<IReadOnlyList<IReadOnlyList<ObservationView>>> EditionsAsync(
        IReadOnlyList<ObservationView> figures, FieldContext context, CancellationToken cancellationToken)
    {
        var editions = await observations.EditionsAsync(KeysOf(figures), cancellationToken);
        return [.. figures.Select(f => f.Key is { } key ? Shown(f, editions[key]) : [])];
    }

    /// <summary><c>Observation.alsoPublished</c>.</summary>
    public async ValueTask<IReadOnlyList<IReadOnlyList<ObservationSource>>> SourcesAsync(
        IReadOnlyList<ObservationView> figures, FieldContext context, CancellationToken cancellationToken)
    {
        var sources = await observations.SourcesAsync(KeysOf(figures), cancellationToken);
        return
        [
            .. figures.Select(f => f is { Key: { } key, Edition: { } edition }
                ? sources[(key, edition)].Where(s => f.AsOf is null || s.PublishedOn <= f.AsOf).ToList()
                : (IReadOnlyList<ObservationSource>)[]),
        ];
    }

    private static object Wish(string code, bool isKnown, AreaKind? kind, string refusal, string word) =>
        isKnown && Area.TryParse(code) is { } area && (kind is null || area.Kind == kind)
            ? area
            : new ClientException(refusal, $"There is no {word} {code}.");

    private static IReadOnlyCollection<FigureKey> KeysOf(IReadOnlyList<ObservationView> figures) =>
        [.. figures.Select(f => f.Key).OfType<FigureKey>().Distinct()];

    private static IReadOnlyList<ObservationView> Shown(ObservationView figure, IEnumerable<Observation> editions)
    {
        var shelf = new FigureShelf(figure.Indicator.Book, Per.Number, figure.AsOf, [], []);
        return
        [
            .. editions.Where(e => figure.AsOf is null || e.PublishedOn <= figure.AsOf)
                .Select(e => shelf.View(figure.Indicator.Entry, e)),
        ];
    }

    // A wish is an area, or the exception that it is refused with.
    private async Task<IReadOnlyList<object?>> ReadAsync(
        IReadOnlyList<object> wishes, FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(CacheGroup);
        var book = await library.OpenAsync(cancellationToken);
        var request = FigureArguments.Request(context, book);
        var areas = wishes.OfType<Area>().Distinct().ToList();
        var found = await reader.OfAreasAsync(book, areas, request, cancellationToken);
        var byArea = areas.Zip(found).ToDictionary(p => p.First, p => p.Second);
        return [.. wishes.Select(wish => wish is Area area ? byArea[area] : wish)];
    }
}
