using System.Collections.Concurrent;

namespace Monitor.Benchmark.Domain;

/// <summary>Which areas hold which others, told by the municipalities that are in both.</summary>
/// <param name="memberships">Each municipality with the regions that it is in.</param>
public sealed class AreaTree(IEnumerable<(string Municipality, Area Region)> memberships)
{
    private static readonly AreaKind[] larger = [AreaKind.VeiligThuis, AreaKind.Province, AreaKind.PartOfCountry];

    private readonly ILookup<string, Area> regionsOf = memberships.ToLookup(m => m.Municipality, m => m.Region);
    private readonly ILookup<string, string> membersOf = memberships.ToLookup(m => m.Region.Code, m => m.Municipality);

    private readonly ConcurrentDictionary<Area, IReadOnlyList<Area>> largerThan = new();

    /// <summary>The codes of the municipalities in a region; none where they are not known.</summary>
    public IReadOnlyCollection<string> MembersOf(string region) => [.. membersOf[region]];

    /// <summary>
    /// The areas that hold all of this one, the smallest first: of a municipality its Veilig Thuis region, province and
    /// part of the country; last the country.
    /// </summary>
    public IReadOnlyList<Area> LargerThan(Area area) => largerThan.GetOrAdd(area, FindLarger);

    private IReadOnlyList<Area> FindLarger(Area area) =>
        area.Kind == AreaKind.Country
            ? []
            : [
                .. larger.Where(kind => kind < area.Kind).Select(kind => HolderOf(area, kind)).OfType<Area>(),
                Area.Country,
            ];

    // The one region of a kind that all of it is in; null where it is in several, or its members are not known.
    private Area? HolderOf(Area area, AreaKind kind)
    {
        var members = area.Kind == AreaKind.Municipality ? [area.Code] : membersOf[area.Code];
        var holders = members.Select(m => regionsOf[m].FirstOrDefault(r => r.Kind == kind)).Distinct().Take(2).ToList();
        return holders is [{ } only] ? only : null;
    }
}
