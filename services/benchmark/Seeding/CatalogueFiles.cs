using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Seeding;

/// <summary>Reads <c>seeds/figures/catalogue/*.json</c>, in the order of their names, as one catalogue.</summary>
internal static class CatalogueFiles
{
    /// <exception cref="FormatException">An id stands there twice, or names what is not there.</exception>
    public static Catalogue Read(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .Select(path => JsonSerializer.Deserialize<CatalogueFile>(File.ReadAllText(path), StoredJson.Form)!)
            .ToList();
        var indicators = files.SelectMany(f => f.Indicators ?? []).ToList();
        RequireOnce(indicators.Select(i => i.Id));
        var catalogue = new Catalogue(
            [.. files.SelectMany(f => f.Topics ?? [])],
            [.. files.SelectMany(f => f.Themes ?? [])],
            indicators,
            [.. files.SelectMany(f => f.Comparability ?? [])]);
        RequireOnce(catalogue.Topics.Select(t => t.Id));
        RequireOnce(catalogue.Themes.Select(t => t.Id));
        RequireOnce(catalogue.Comparability.Select(c => c.Id));
        return catalogue.Faults().FirstOrDefault() is { } fault ? throw new FormatException(fault) : catalogue;
    }

    private static void RequireOnce(IEnumerable<string> ids)
    {
        if (ids.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new FormatException($"{twice.Key} stands in the catalogue twice.");
        }
    }

    private sealed record CatalogueFile(
        IReadOnlyList<Topic>? Topics,
        IReadOnlyList<Theme>? Themes,
        IReadOnlyList<Indicator>? Indicators,
        IReadOnlyList<Comparability>? Comparability);
}
