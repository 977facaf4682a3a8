namespace Monitor.Benchmark.Domain;

/// <summary>What regions and the country have together, from what their municipalities have.</summary>
public static class AreaSums
{
    /// <summary>Values of municipalities, of the regions that they are in, and of the country.</summary>
    /// <param name="ofMunicipalities">By CBS code; at least one.</param>
    /// <param name="memberships">Those of other municipalities count for nothing.</param>
    /// <param name="add">Two values together.</param>
    public static IEnumerable<(Area Area, T Value)> Of<T>(
        IReadOnlyDictionary<string, T> ofMunicipalities,
        IEnumerable<(string Municipality, Area Region)> memberships,
        Func<T, T, T> add) =>
        ofMunicipalities.Select(m => (Area.Parse(m.Key), m.Value))
            .Concat(memberships.Where(m => ofMunicipalities.ContainsKey(m.Municipality))
                .GroupBy(m => m.Region)
                .Select(g => (g.Key, g.Select(m => ofMunicipalities[m.Municipality]).Aggregate(add))))
            .Append((Area.Country, ofMunicipalities.Values.Aggregate(add)));
}
