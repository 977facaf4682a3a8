using System.Text;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Exchange;
using Monitor.Benchmark.Storage;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>Reads a table with a mapping of the seeds and the areas of the seeds, without a database.</summary>
internal sealed record Reading(FigureReading Of, FigureFaults Faults)
{
    /// <summary>The municipalities of the seeds' lists of 2013 to 2018.</summary>
    public static IReadOnlyList<NamedMunicipality> Municipalities { get; } = SeedNames();

    public static AreaNames Areas { get; } = new(
        Municipalities, Rows("regions.csv").Select(row => new Region(row[0], row[1], row[2])));

    public IReadOnlyList<Observation> Observations => Of.Observations;

    public IReadOnlyList<string> Codes => [.. Faults.InOrder.Select(fault => fault.Code)];

    /// <summary>The value of one figure; fails where there is none.</summary>
    public decimal? this[string indicator, string area, string period] => Observations
        .Single(o => o.Indicator == indicator && o.Area.Code == area && o.Period.Text == period).Value;

    public static byte[] MappingOf(string name) =>
        File.ReadAllBytes(Path.Combine(Repository.Seeds, "figures", "mappings", $"{name}.json"));

    public static Reading OfCsv(string mapping, string text, FigureStatus? status = null) =>
        OfParts(MappingOf(mapping), [new StatLinePart(Name: null, Encoding.UTF8.GetBytes(text))], status);

    public static Reading OfSets(string mapping, params (string Name, string Json)[] files) => OfParts(
        MappingOf(mapping), [.. files.Select(f => new StatLinePart(f.Name, Encoding.UTF8.GetBytes(f.Json)))]);

    public static Reading OfParts(
        byte[] mapping, IReadOnlyList<StatLinePart> parts, FigureStatus? status = null)
    {
        var faults = new FigureFaults();
        var read = FigureMappingFile.Read(mapping, faults);
        Assert.Empty(faults.InOrder);
        var reading = new FigureReading(read!, CatalogueOf(read!), Areas, status, faults);
        var reader = new StatLineReader(read!, reading, faults);
        foreach (var part in StatLineReader.Ordered(parts))
        {
            reader.Read(part);
        }

        reader.End();
        reading.End();
        return new Reading(reading, faults);
    }

    /// <summary>A catalogue in which every indicator of the mapping counts in fives.</summary>
    private static Dictionary<string, Indicator> CatalogueOf(FigureMapping mapping) => mapping.Figures.ToDictionary(
        f => f.Indicator,
        f => new Indicator(f.Indicator, "veilig-thuis", "", "", IndicatorUnit.Count, "CBS", "CC BY 4.0")
        {
            RoundedTo = 5,
        });

    private static IReadOnlyList<NamedMunicipality> SeedNames()
    {
        var listed = Enumerable.Range(2013, 6).SelectMany(year => Rows($"municipalities-{year}.csv")
            .Select(row => row[1].StartsWith('"') ? [row[0], $"{row[1]},{row[2]}".Trim('"'), row[3]] : row)
            .Select(row => (Code: row[0], Name: row[1], Province: row[2], Year: year)));
        return
        [
            .. listed.GroupBy(l => (l.Code, l.Name, l.Province)).Select(g => new NamedMunicipality(
                g.Key.Code, g.Key.Name, g.Key.Province, [.. g.Select(l => l.Year)])),
        ];
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(Repository.Seeds, "areas", file)).Skip(1).Select(line => line.Split(','));
}
