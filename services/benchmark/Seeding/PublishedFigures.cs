using Monitor.Benchmark.Domain;
using Monitor.Hosting;

namespace Monitor.Benchmark.Seeding;

/// <summary>Reads <c>seeds/figures/published.csv</c>: figures that others published, each with its source.</summary>
internal static class PublishedFigures
{
    public static IReadOnlyList<Observation> Read(string path) => SeedTable.Read(path, row =>
        new Observation(
            row.Text("indicator"),
            Area.Parse(row.Text("area")),
            Period.Parse(row.Text("period")),
            row.NumberOrNull("value"),
            EnumText.Parse<FigureStatus>(row.Text("status")),
            row.Date("published_on"),
            row.Text("source"))
        {
            PublishedPrecision = EnumText.Parse<DatePrecision>(row.Text("published_precision")),
            Note = row.TextOrNull("note"),
        });
}
