using System.Globalization;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Graph;
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
        Change(
            "change_all", "Verschil met een eerdere meting",
            "Het gemiddelde min dat van een eerdere meting (het jaar staat in category), van wie toen en nu meededen.",
            change => change.OnAll, change => change.Difference?.Total, StatisticUnit.Points),
        Change(
            "change_same", "Verschil van dezelfde gemeenten",
            "Als change_all, van de gemeenten die beide metingen zelf beantwoordden.",
            change => change.OnSame, change => change.Difference?.Total, StatisticUnit.Points),
        Change(
            "n_same", "Aantal dezelfde gemeenten",
            "Gemeenten achter change_same. " + Rounded,
            change => change.OnSame, change => change.N, StatisticUnit.Municipalities),
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

    private static Statistic Change(
        string id,
        string label,
        string definition,
        Func<ScoreChangeView, MeanChangeView> way,
        Func<MeanChangeView, int?> read,
        StatisticUnit unit) => new(
        id, label, definition, unit,
        cell => cell.Changes.Select(c => new StatisticValue(
            c.Since.ToString(CultureInfo.InvariantCulture),
            c.Change is { } change ? read(way(change)) : null,
            c.Change is { } told ? way(told).Reason : cell.Reason ?? SuppressionReason.TooFew)))
    {
        Fewest = Disclosure.Fewest, IsChange = true,
    };

    private static StatisticValue Counted(string category, int? count, ReleasedCell cell) => new(
        category, count, count is null ? cell.ReasonOfShape ?? SuppressionReason.TooFew : null);
}
