using System.Globalization;
using Monitor.Community.Domain;

namespace Monitor.Community.Seeding;

/// <summary>The areas of <c>seeds/areas</c>: those of the current list, and the names of those of the others.</summary>
internal static class SeedAreas
{
    private const string Current = "municipalities-2017.csv";

    public static KnownAreas Read(string folder)
    {
        var areas = Path.Combine(folder, "areas");
        var current = SeedTable.Read(Path.Combine(areas, Current), row => new KnownMunicipality(
            row["code"],
            row["name"],
            TextOrNull(row["size_class"]),
            TextOrNull(row["inhabitants"]) is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : null,
            IsCurrent: true));
        var codes = current.Select(m => m.Code).ToHashSet(StringComparer.Ordinal);
        return new KnownAreas(
            [.. current, .. OfOtherLists(areas).Where(m => !codes.Contains(m.Code))],
            SeedTable.Read(Path.Combine(areas, "regions.csv"), row => new KnownRegion(
                row["code"], row["kind"], row["name"], TextOrNull(row["centre_municipality"]))),
            SeedTable.Read(Path.Combine(areas, "memberships-2017.csv"), row => new KnownMembership(
                row["municipality"], row["kind"], row["region"])));
    }

    /// <summary>Each once, under its last name.</summary>
    private static IEnumerable<KnownMunicipality> OfOtherLists(string areas) =>
        Directory.EnumerateFiles(areas, "municipalities-*.csv")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => SeedTable.Read(file, row => new KnownMunicipality(
                row["code"], row["name"], SizeClass: null, Inhabitants: null, IsCurrent: false)))
            .GroupBy(m => m.Code)
            .Select(sameCode => sameCode.Last());

    private static string? TextOrNull(string field) => field.Length > 0 ? field : null;
}
