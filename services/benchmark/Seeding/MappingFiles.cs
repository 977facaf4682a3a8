using System.Text;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Exchange;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Seeding;

/// <summary>Reads <c>seeds/figures/mappings/*.json</c>: how tables of StatLine become figures.</summary>
internal static class MappingFiles
{
    /// <exception cref="FormatException">One is wrong, or names an indicator that is not in the catalogue.</exception>
    public static IReadOnlyList<StoredMapping> Read(string folder, Catalogue catalogue) =>
    [
        .. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .Select(path => ReadOne(path, catalogue)),
    ];

    private static StoredMapping ReadOne(string path, Catalogue catalogue)
    {
        var bytes = File.ReadAllBytes(path);
        var faults = new FigureFaults();
        var mapping = FigureMappingFile.Read(bytes, faults);
        foreach (var figure in mapping?.Figures.Where(f => catalogue.Find(f.Indicator) is null) ?? [])
        {
            faults.AddToMapping(figure.Indicator, "The catalogue does not have this indicator.");
        }

        return faults.InOrder is [var fault, ..]
            ? throw new FormatException($"{Path.GetFileName(path)}: {fault.Column}: {fault.Message}")
            : new StoredMapping(mapping!.Name, FigureMappingFile.DigestOf(bytes), Encoding.UTF8.GetString(bytes));
    }
}
