using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Seeding;

/// <summary>The areas of <c>seeds/areas</c> and the four parts of the country, with who lives there.</summary>
/// <param name="Areas">All of them by name, the country included.</param>
/// <param name="Memberships">Of the municipalities of 2017, one region of each kind.</param>
/// <param name="Counts">Inhabitants and children of the municipalities of 2017, counted on 1 January 2015.</param>
internal sealed record SeedAreas(
    IReadOnlyList<NamedArea> Areas, IReadOnlyList<Membership> Memberships, IReadOnlyList<SeedAreas.Count> Counts)
{
    public static SeedAreas Read(string folder)
    {
        var areas = Path.Combine(folder, "areas");
        var municipalities = SeedTable.Read(
            Path.Combine(areas, "municipalities-2017.csv"),
            row => (
                Area: new NamedArea(Area.Parse(row.Text("code")), row.Text("name")),
                Count: new Count(
                    row.Text("code"), row.NumberOrNull("inhabitants")!.Value,
                    row.NumberOrNull("children_0_14_2015_approximate")!.Value)));
        var regions = SeedTable.Read(
            Path.Combine(areas, "regions.csv"),
            row => new NamedArea(Area.Parse(row.Text("code")), row.Text("name")));
        var memberships = SeedTable.Read(
            Path.Combine(areas, "memberships-2017.csv"),
            row => new Membership(row.Text("municipality"), Area.Parse(row.Text("region"))));
        var parts = ReadParts(Path.Combine(folder, "figures", "parts-of-country.json"));
        var ofProvince = parts.SelectMany(p => p.Provinces.Select(code => (code, part: Area.Parse(p.Code))))
            .ToDictionary(p => p.code, p => p.part);
        return new SeedAreas(
            [
                new NamedArea(Area.Country, "Nederland"),
                .. parts.Select(p => new NamedArea(Area.Parse(p.Code), p.Name)),
                .. regions,
                .. municipalities.Select(m => m.Area),
            ],
            [
                .. memberships,
                .. memberships.Where(m => m.Region.Kind == AreaKind.Province)
                    .Select(m => new Membership(m.Municipality, ofProvince[m.Region.Code])),
            ],
            [.. municipalities.Select(m => m.Count)]);
    }

    private static IReadOnlyList<Part> ReadParts(string path) =>
        JsonSerializer.Deserialize<PartsFile>(File.ReadAllText(path), StoredJson.Form)!.Areas;

    /// <summary>Who lives in a municipality.</summary>
    internal sealed record Count(string Municipality, decimal Inhabitants, decimal Children);

    private sealed record PartsFile(IReadOnlyList<Part> Areas);

    private sealed record Part(string Code, string Name, IReadOnlyList<string> Provinces);
}
