using System.Globalization;
using System.Security.Cryptography;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Seeding;

/// <summary>What stands in <c>seeds/areas</c>, put together: one row per municipality of any list.</summary>
internal sealed record AreaFiles(
    string Edition,
    IReadOnlyList<Municipality> Municipalities,
    IReadOnlyList<(int Year, string Code)> Lists,
    IReadOnlyList<Region> Regions,
    IReadOnlyList<(string Region, string Municipality, RegionKind Kind)> Memberships,
    IReadOnlyList<Succession> Successions)
{
    /// <summary>The years of which there is a list; an end between two of them is an end on 1 January.</summary>
    private static readonly int[] Years = [2013, 2014, 2015, 2016, 2017, 2018];

    public static AreaFiles Read(string folder)
    {
        var listed = Years.SelectMany(year => Listed.Read(folder, year)).ToList();
        var successions = CsvFile.Read(Path.Combine(folder, "successions.csv"), Succession);
        return new AreaFiles(
            EditionOf(folder),
            PutTogether(folder, listed, successions),
            [.. listed.Select(l => (l.Year, l.Code))],
            CsvFile.Read(Path.Combine(folder, "regions.csv"), row => new Region(
                row.Text("code"),
                row.Text("name"),
                EnumText.Parse<RegionKind>(row.Text("kind")),
                row.TextOrNull("centre_municipality"))),
            CsvFile.Read(Path.Combine(folder, "memberships-2017.csv"), row => (
                row.Text("region"),
                row.Text("municipality"),
                EnumText.Parse<RegionKind>(row.Text("kind")))),
            successions);
    }

    private static List<Municipality> PutTogether(
        string folder, IReadOnlyList<Listed> listed, IReadOnlyList<Succession> successions)
    {
        var counts = CsvFile.Read(Path.Combine(folder, "inhabitants.csv"), Counted.Of)
            .ToLookup(c => c.Code, StringComparer.Ordinal);
        var ends = successions.ToLookup(s => s.OldCode, s => s.Date, StringComparer.Ordinal);
        return [.. listed.GroupBy(l => l.Code, StringComparer.Ordinal).Select(years =>
        {
            // The current list says size class and inhabitants; for others the latest count of CBS itself.
            var last = years.Last();
            var current = years.FirstOrDefault(l => l.Year == MunicipalityStore.CurrentYear);
            var count = current?.Count ?? counts[last.Code].OrderBy(c => c.On).LastOrDefault(c => c.IsPublished);
            return new Municipality(
                last.Code,
                last.Name,
                count?.Inhabitants,
                count?.On.Year,
                current?.SizeClass ?? (count is null ? null : SizeClasses.Of(count.Inhabitants)),
                last.ExistsSince,
                EndOf(last, ends[last.Code]),
                CentreCode: null);
        })];
    }

    private static DateOnly? EndOf(Listed last, IEnumerable<DateOnly> ends)
    {
        if (ends.Any())
        {
            return ends.Max();
        }

        return last.Year < Years[^1] ? new DateOnly(last.Year + 1, 1, 1) : null;
    }

    private static Succession Succession(CsvFields row) => new(
        row.DateOrNull("date")!.Value,
        EnumText.Parse<SuccessionKind>(row.Text("kind")),
        row.Text("old_code"),
        row.Text("new_code"),
        row.TextOrNull("note"));

    private static string EditionOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            hash.AppendData(File.ReadAllBytes(file));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{MunicipalityStore.CurrentYear}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..12]}");
    }

    private sealed record Listed(
        int Year, string Code, string Name, DateOnly? ExistsSince, SizeClass? SizeClass, Counted? Count)
    {
        public static IReadOnlyList<Listed> Read(string folder, int year)
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"municipalities-{year}.csv");
            return CsvFile.Read(Path.Combine(folder, file), row => new Listed(
                year,
                row.Text("code"),
                row.Text("name"),
                row.DateOrNull("exists_since"),
                row.TextOrNull("size_class") is { } size ? EnumText.Parse<SizeClass>(size) : null,
                row.NumberOrNull("inhabitants") is { } inhabitants
                    ? new Counted(
                        row.Text("code"), row.DateOrNull("inhabitants_on")!.Value, inhabitants, IsPublished: true)
                    : null));
        }
    }

    private sealed record Counted(string Code, DateOnly On, int Inhabitants, bool IsPublished)
    {
        public static Counted Of(CsvFields row) => new(
            row.Text("code"),
            row.DateOrNull("on")!.Value,
            row.NumberOrNull("inhabitants")!.Value,
            row.Text("precision") != "SUM_OF_PREDECESSORS");
    }
}
