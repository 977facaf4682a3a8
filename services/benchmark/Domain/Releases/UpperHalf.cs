namespace Monitor.Benchmark.Domain;

/// <summary>
/// Which of the municipalities of a group score high on an objective: its upper half. Who scores the same is never
/// parted, so the line lies where two totals differ, as near to the middle as it can.
/// </summary>
public static class UpperHalf
{
    /// <summary>Both halves need as many as any figure.</summary>
    public const int FewestOfGroup = 2 * Disclosure.Fewest;

    /// <summary>
    /// The total that is just enough to be in the upper half; null where no line leaves enough on both sides.
    /// </summary>
    public static decimal? LeastTotal(IEnumerable<decimal> totals)
    {
        var falling = totals.OrderDescending().ToList();
        var lines = Enumerable.Range(Disclosure.Fewest, Math.Max(0, falling.Count - FewestOfGroup + 1))
            .Where(above => falling[above - 1] != falling[above])
            .OrderBy(above => Math.Abs((2 * above) - falling.Count))
            .ThenBy(above => above)
            .ToList();
        return lines is [var best, ..] ? falling[best - 1] : null;
    }
}
