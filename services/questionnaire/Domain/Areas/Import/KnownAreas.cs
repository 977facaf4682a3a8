namespace Monitor.Questionnaire.Domain;

/// <summary>What an import is held against.</summary>
/// <param name="History">Lists, successions and counts of all years.</param>
/// <param name="Lists">The rows of every list.</param>
/// <param name="Successions">Every step that is known.</param>
/// <param name="Regions">Every region that is known, by code.</param>
/// <param name="Memberships">Region codes by year, municipality and kind.</param>
public sealed record KnownAreas(
    AreaHistory History,
    ILookup<int, ListedMunicipality> Lists,
    IReadOnlyList<Succession> Successions,
    IReadOnlyDictionary<string, Region> Regions,
    IReadOnlyDictionary<(int Year, string Code, RegionKind Kind), string> Memberships)
{
    /// <summary>The list that one of this year is told against: its own, else the nearest, the earlier first.</summary>
    public int BaselineOf(int year) =>
        History.Years.Contains(year) ? year
        : Before(year) ?? After(year)
            ?? throw new InvalidOperationException("There is no list to hold one against: load the seeds first.");

    /// <summary>The nearest earlier list; null where there is none.</summary>
    public int? Before(int year) => History.Years.Where(y => y < year).Select(y => (int?)y).LastOrDefault();

    /// <summary>The nearest later list; null where there is none.</summary>
    public int? After(int year) => History.Years.Where(y => y > year).Select(y => (int?)y).FirstOrDefault();
}
