using System.Globalization;
using Monitor.Benchmark.Domain;
using Monitor.Hosting;

namespace Monitor.Benchmark.Exchange;

/// <summary>Every statistic of aggregates, in the order in which files have them.</summary>
internal static class Statistics
{
    private const int FewestOfShape = 10;
    private const int FewestOfTenths = 20;
    private const string Rounded = "Landelijk precies, daaronder afgerond op vijftallen.";

    private static readonly IReadOnlyList<string> bands = [.. Enum.GetValues<Band>().Select(EnumText.Of)];
    private static readonly IReadOnlyList<string> tenths =
        [.. Enumerable.Range(1, 10).Select(t => t.ToString(CultureInfo.InvariantCulture))];

    public static IReadOnlyList<Statistic> Known { get; } =
    [
        new(
            "n", "Aantal gemeenten",
            "Gemeenten waarover het gaat: die de doelstelling beantwoordden, of die meededen. " + Rounded,
            StatisticUnit.Municipalities,
            cell => [new StatisticValue(null, cell.N, cell.ReasonOfN)])
        {
            IsByComponents = false, Fewest = Disclosure.Fewest,
        },
        new(
            "mean", "Gemiddelde score",
            "Gemiddelde van de punten van de onderdelen die meetellen, in hele punten; elk gemiddelde is apart "
            + "afgerond.",
            StatisticUnit.Points,
            cell => [new StatisticValue(null, cell.Mean?.Total, cell.Reason)])
        {
            Fewest = Disclosure.Fewest,
        },
        new(
            "band", "Kleur van het gemiddelde",
            "Kleur van het niet afgeronde gemiddelde: RED, ORANGE of GREEN, in de kolom category.",
            StatisticUnit.Category,
            cell => [new StatisticValue(cell.Band is { } band ? EnumText.Of(band) : null, null, cell.Reason)])
        {
            Fewest = Disclosure.Fewest,
        },
        Point("lower_quartile", "Eerste kwartiel", "Een kwart scoort dit of minder.", c => c.Shape?.LowerQuartile),
        Point("median", "Mediaan", "De helft scoort dit of minder.", c => c.Shape?.Median),
        Point("upper_quartile", "Derde kwartiel", "Drie kwart scoort dit of minder.", c => c.Shape?.UpperQuartile),
        new(
            "band_count", "Gemeenten per kleur",
            "Gemeenten met een score in elke kleur, naar normen in procenten van het maximum. " + Rounded,
            StatisticUnit.Municipalities,
            cell => Enum.GetValues<Band>().Select(band => Counted(
                EnumText.Of(band), cell.Bands?.FirstOrDefault(b => b.Band == band)?.Count, cell)))
        {
            Categories = bands, Fewest = FewestOfShape,
        },
        new(
            "tenth_count", "Gemeenten per tiende",
            "Gemeenten met een score in elk tiende van het maximum, het laagste eerst; het laatste met het maximum "
            + "zelf. " + Rounded,
            StatisticUnit.Municipalities,
            cell => tenths.Select((tenth, i) => Counted(tenth, cell.Shape?.Tenths?[i].Count, cell)))
        {
            Categories = tenths, Fewest = FewestOfTenths,
        },
    ];

    /// <summary>The combinations of parts, as files write them.</summary>
    public static IReadOnlyList<(string Name, Components Components)> Combinations { get; } =
        [.. Components.Every.Select(c => (string.Join('_', c.Parts.Select(EnumText.Of)), c))];

    private static Statistic Point(string id, string label, string definition, Func<ReleasedCell, int?> read) => new(
        id, label, definition + " In hele punten.", StatisticUnit.Points,
        cell => [new StatisticValue(null, read(cell), cell.ReasonOfShape)])
    {
        Fewest = FewestOfShape,
    };

    private static StatisticValue Counted(string category, int? count, ReleasedCell cell) => new(
        category, count, count is null ? cell.ReasonOfShape ?? SuppressionReason.TooFew : null);
}
