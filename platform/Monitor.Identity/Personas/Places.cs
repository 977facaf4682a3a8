using Microsoft.Extensions.Options;

namespace Monitor.Identity;

/// <summary>A municipality of the seeds.</summary>
/// <param name="Code">CBS: "GM0153".</param>
/// <param name="Name">Of the latest list that has it.</param>
/// <param name="IsCentre">It is a centre municipality: it has a region.</param>
internal sealed record Place(string Code, string Name, bool IsCentre);

/// <summary>Every municipality that the lists in seeds/areas have had, by name.</summary>
internal sealed class Places(IOptions<IdentityOptions> options)
{
    public IReadOnlyList<Place> Municipalities { get; } = Read(Path.Combine(options.Value.Seeds, "areas"));

    private static Place[] Read(string folder)
    {
        var centres = RowsOf(Path.Combine(folder, "regions.csv"), "centre_municipality")
            .Select(row => row[0]).ToHashSet();
        var names = new Dictionary<string, string>();
        foreach (var list in Directory.GetFiles(folder, "municipalities-*.csv").Order(StringComparer.Ordinal))
        {
            foreach (var row in RowsOf(list, "code", "name"))
            {
                names[row[0]] = row[1];
            }
        }

        return
        [
            .. names.Select(entry => new Place(entry.Key, entry.Value, centres.Contains(entry.Key)))
                .OrderBy(place => place.Name, StringComparer.Ordinal)
                .ThenBy(place => place.Code, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string[]> RowsOf(string file, params string[] columns)
    {
        var lines = File.ReadLines(file);
        var header = lines.First().Split(',');
        var places = columns.Select(column => Array.IndexOf(header, column)).ToArray();
        return lines.Skip(1).Select(CellsOf).Select(cells => places.Select(at => cells[at]).ToArray());
    }

    // Our own files: a cell with a comma ("Nuenen, Gerwen en Nederwetten") stands between quotes, and none has a quote.
    private static List<string> CellsOf(string line)
    {
        var cells = new List<string>();
        foreach (var (part, index) in line.Split('"').Select((part, index) => (part, index)))
        {
            string[] pieces = index % 2 == 1 ? [part] : part.Split(',');
            if (cells.Count > 0)
            {
                cells[^1] += pieces[0];
                pieces = pieces[1..];
            }

            cells.AddRange(pieces);
        }

        return cells;
    }
}
