namespace Monitor.Seeds;

/// <summary>
/// How many municipalities each Veilig Thuis region needs among a group, and how many it is short of.
/// </summary>
/// <remarks>
/// An aggregate is shown from six municipalities on. Drawn freely, a quarter of the regions would have fewer, and the
/// demonstration would show mostly reasons for hiding. A region of ten municipalities or more is expected to be shown.
/// </remarks>
public sealed class Coverage(IReadOnlyList<Municipality> municipalities)
{
    /// <summary>A region with at least this many municipalities is expected to be shown.</summary>
    private const int LargeRegion = 10;

    private readonly IReadOnlyDictionary<string, int> sizes =
        Count(municipalities);

    /// <summary>How many more municipalities the regions need, given a need per large and per small region.</summary>
    public int Shortage(IReadOnlyList<Municipality> group, int perLargeRegion, int perSmallRegion)
    {
        var present = Count(group);
        return sizes.Sum(region => Math.Max(
            0,
            (region.Value >= LargeRegion ? perLargeRegion : perSmallRegion) - present.GetValueOrDefault(region.Key)));
    }

    private static Dictionary<string, int> Count(IReadOnlyList<Municipality> municipalities) => municipalities
        .Select(municipality => municipality.VeiligThuis)
        .OfType<string>()
        .CountBy(region => region)
        .ToDictionary();
}
