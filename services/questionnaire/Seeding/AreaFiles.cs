using System.Globalization;
using System.Security.Cryptography;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Seeding;

/// <summary>What stands in <c>seeds/areas</c>.</summary>
internal sealed record AreaFiles(
    string Edition,
    IReadOnlyList<(string Code, string Name, DateOnly? ExistsSince)> Municipalities,
    IReadOnlyList<ListedMunicipality> Lists,
    IReadOnlyList<InhabitantCount> Counts,
    IReadOnlyList<Region> Regions,
    IReadOnlyList<Membership> Memberships,
    IReadOnlyList<Succession> Successions)
{
    private static readonly int[] Years = [2013, 2014, 2015, 2016, 2017, 2018];

    public static AreaFiles Read(string folder)
    {
        var listed = Years.SelectMany(year => Listed.Read(folder, year)).ToList();
        var counts = CsvFile.Read(Path.Combine(folder, "inhabitants.csv"), Count);
        var regions = CsvFile.Read(Path.Combine(folder, "regions.csv"), row => new Region(
            row.Text("code"),
            row.Text("name"),
            EnumText.Parse<RegionKind>(row.Text("kind")),
            row.TextOrNull("centre_municipality")));
        return new AreaFiles(
            EditionOf(folder),
            [.. listed.GroupBy(l => l.Code, StringComparer.Ordinal)
                .Select(g => (g.Key, g.Last().Name, g.Last().ExistsSince))],
            [.. listed.Select(l => l.With(counts))],
            counts,
            regions,
            MembershipsOf(folder, listed, regions.ToDictionary(r => r.Code, StringComparer.Ordinal)),
            CsvFile.Read(Path.Combine(folder, "successions.csv"), Succession));
    }

    /// <summary>All kinds of 2017; of the other years the province, which stands in every list.</summary>
    private static List<Membership> MembershipsOf(
        string folder, IReadOnlyList<Listed> listed, Dictionary<string, Region> regions)
    {
        var current = CsvFile.Read(Path.Combine(folder, "memberships-2017.csv"), row => new Membership(
            row.Text("municipality"),
            regions[row.Text("region")],
            MunicipalityStore.CurrentYear,
            EnumText.Parse<Confidence>(row.Text("confidence")),
            row.TextOrNull("doubt")));
        var provinces = listed.Where(l => l.Year != MunicipalityStore.CurrentYear)
            .Select(l => new Membership(l.Code, regions[l.Province], l.Year, Confidence.High, Note: null));
        return [.. current, .. provinces];
    }

    private static InhabitantCount Count(CsvFields row) => new(
        row.Text("code"),
        row.DateOrNull("on")!.Value,
        row.NumberOrNull("inhabitants")!.Value,
        EnumText.Parse<CountPrecision>(row.Text("precision")));

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
        int Year,
        string Code,
        string Name,
        string Province,
        DateOnly? ExistsSince,
        SizeClass? SizeClass,
        int? Inhabitants,
        DateOnly? CountedOn)
    {
        public static IReadOnlyList<Listed> Read(string folder, int year)
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"municipalities-{year}.csv");
            return CsvFile.Read(Path.Combine(folder, file), row => new Listed(
                year,
                row.Text("code"),
                row.Text("name"),
                row.Text("province"),
                row.DateOrNull("exists_since"),
                row.TextOrNull("size_class") is { } size ? EnumText.Parse<SizeClass>(size) : null,
                row.NumberOrNull("inhabitants"),
                row.DateOrNull("inhabitants_on")));
        }

        /// <summary>The class that the list states, or else the one of the count of its own 1 January.</summary>
        public ListedMunicipality With(IReadOnlyList<InhabitantCount> counts)
        {
            var own = counts.Where(c => c.Code == Code).ToList();
            var by = Inhabitants is { } stated
                ? new InhabitantCount(
                    Code,
                    CountedOn!.Value,
                    stated,
                    own.Find(c => (c.On, c.Inhabitants) == (CountedOn, stated))?.Precision
                        ?? CountPrecision.SumOfPredecessors)   // within borders that are younger than the count
                : own.Find(c => c.On == new DateOnly(Year, 1, 1) && c.Precision != CountPrecision.SumOfPredecessors);
            return new ListedMunicipality(
                Year, Code, Name, SizeClass ?? (by is null ? null : SizeClasses.Of(by.Inhabitants)), by);
        }
    }
}
