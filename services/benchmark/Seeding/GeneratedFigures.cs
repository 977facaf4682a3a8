using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Seeding;

/// <summary>
/// Reads the generated figures per municipality and half-year: <c>generated-municipal.csv</c>, a row for each
/// municipality and half and a column for each indicator (seeds/README.md), and beside it what holds for all of them.
/// </summary>
internal static class GeneratedFigures
{
    private const string Suppressed = ".";

    /// <exception cref="FormatException">A row does not say that it is generated, or is of no planned half.</exception>
    public static IReadOnlyList<Observation> Read(string folder)
    {
        var about = JsonSerializer.Deserialize<About>(
            File.ReadAllText(Path.Combine(folder, "generated-municipal.json")), StoredJson.Form)!;
        var halves = about.Halves.ToDictionary(
            h => h.Period, h => (Period: Period.Parse(h.Period), h.PublishedOn), StringComparer.Ordinal);
        using var reader = CsvReader.Create(File.OpenRead(Path.Combine(folder, "generated-municipal.csv")));
        var columns = reader.Headers.ToArray();
        if (columns is not ["generated", "area", "period", ..])
        {
            throw new FormatException("generated-municipal.csv begins with generated, area and period.");
        }

        var all = new List<Observation>();
        while (reader.Read())
        {
            if (reader.GetString(0) != "true" || !halves.TryGetValue(reader.GetString(2), out var half))
            {
                throw new FormatException($"generated-municipal.csv: {reader.GetString(1)} {reader.GetString(2)}.");
            }

            var area = Area.Parse(reader.GetString(1));
            for (var column = 3; column < columns.Length; column++)
            {
                all.Add(Of(columns[column], area, half.Period, half.PublishedOn, reader.GetString(column), about));
            }
        }

        return all;
    }

    private static Observation Of(
        string indicator, Area area, Period period, DateOnly publishedOn, string text, About about) => new(
            indicator,
            area,
            period,
            text == Suppressed ? null : decimal.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture),
            FigureStatus.Definite,
            publishedOn,
            about.Source)
        {
            Suppressed = text == Suppressed,
            Note = about.Note,
            Generated = true,
        };

    private sealed record About(string Note, string Source, IReadOnlyList<Half> Halves);

    private sealed record Half(string Period, DateOnly PublishedOn);
}
