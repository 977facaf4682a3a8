using System.Globalization;
using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Seeding;

/// <summary>
/// Makes this project's estimates from what else is seeded: <c>seeds/figures/estimate-weights.json</c> says from which
/// figures and with which weights.
/// </summary>
internal static class EstimatedFigures
{
    private const string MethodAt = "docs/estimates.md";

    /// <param name="path">The file of weights.</param>
    /// <param name="published">Holds the ends of the national range, of one year.</param>
    /// <param name="areas">Children and memberships.</param>
    public static IReadOnlyList<Observation> Make(
        string path, IReadOnlyList<Observation> published, SeedAreas areas)
    {
        var file = JsonSerializer.Deserialize<WeightsFile>(File.ReadAllText(path), StoredJson.Form)!;
        var (low, high) = (Latest(published, file.Low), Latest(published, file.High));
        if (low.Period != high.Period)
        {
            throw new FormatException($"{file.Low} and {file.High} are not of the same year.");
        }

        var ranges = LocalEstimate.Spread(
            ((int)low.Value!.Value, (int)high.Value!.Value),
            areas.Counts.ToDictionary(c => c.Municipality, c => c.Children),
            file.Factors);
        var publishedOn = low.PublishedOn > high.PublishedOn ? low.PublishedOn : high.PublishedOn;
        Observation Of(Area area, EstimatedRange range) => new(
            file.Indicator, area, low.Period, range.Middle, FigureStatus.Definite, publishedOn, MethodAt)
        {
            Low = range.Low,
            High = range.High,
            Estimate = true,
            Note = file.Note,
            PublishedPrecision = low.PublishedPrecision,
        };

        return [.. WithSums(areas, ranges, (a, b) => a + b).Select(sum => Of(sum.Area, sum.Value))];
    }

    /// <summary>Values of municipalities, of the regions that they are in, and of the country.</summary>
    public static IEnumerable<(Area Area, T Value)> WithSums<T>(
        SeedAreas areas, IReadOnlyDictionary<string, T> ofMunicipalities, Func<T, T, T> add) =>
        ofMunicipalities.Select(m => (Area.Parse(m.Key), m.Value))
            .Concat(areas.Memberships.Where(m => ofMunicipalities.ContainsKey(m.Municipality))
                .GroupBy(m => m.Region)
                .Select(g => (g.Key, g.Select(m => ofMunicipalities[m.Municipality]).Aggregate(add))))
            .Append((Area.Country, ofMunicipalities.Values.Aggregate(add)));

    private static Observation Latest(IReadOnlyList<Observation> published, string indicator) =>
        published.Where(o => o.Indicator == indicator && o.Area == Area.Country && o.Value is not null)
            .OrderBy(o => o.Period.LastDay).ThenBy(o => o.PublishedOn).LastOrDefault()
        ?? throw new FormatException(string.Create(
            CultureInfo.InvariantCulture, $"There is no national figure of {indicator} to estimate from."));

    private sealed record WeightsFile(
        string Indicator, string Low, string High, string Note, IReadOnlyList<RiskFactor> Factors);
}
