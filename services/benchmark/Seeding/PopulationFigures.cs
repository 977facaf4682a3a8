using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Seeding;

/// <summary>Inhabitants and children of <c>seeds/areas</c> as figures: what rates are divided by.</summary>
internal static class PopulationFigures
{
    private const string Source = "CBS, Wijk- en buurtkaart 2015";
    private const string Approximate = "Bij benadering: berekend uit een afgerond percentage.";
    private static readonly Period counted = Period.OfYear(2015);
    private static readonly DateOnly publishedOn = new(2015, 12, 31);

    public static IReadOnlyList<Observation> Make(SeedAreas areas) =>
    [
        .. Of("population.inhabitants", areas, c => c.Inhabitants, note: null),
        .. Of("population.children", areas, c => c.Children, Approximate),
    ];

    private static IEnumerable<Observation> Of(
        string indicator, SeedAreas areas, Func<SeedAreas.Count, decimal> number, string? note) =>
        AreaSums.Of(
                areas.Counts.ToDictionary(c => c.Municipality, number),
                areas.Memberships.Select(m => (m.Municipality, m.Region)), (a, b) => a + b)
            .Select(sum => new Observation(
                indicator, sum.Area, counted, sum.Value, FigureStatus.Definite, publishedOn, Source)
            {
                PublishedPrecision = DatePrecision.Year,
                Note = note,
            });
}
