namespace Monitor.Benchmark.Domain;

/// <summary>
/// Decides which groups of a partition may be shown, so that neither a group nor what remains of the country after
/// taking away groups is about 1 to 5 municipalities.
/// </summary>
/// <remarks>
/// Primary suppression: fewer than <see cref="Fewest"/> members. Secondary: whoever subtracts all shown groups from the
/// country is left with the hidden ones and those outside all groups together; these must be nobody or at least
/// <see cref="Fewest"/>, and not one hidden group alone, else the smallest shown group is hidden as well, until that
/// holds. Those outside are no hidden group: alone they may remain when they are enough, as the municipalities of an
/// earlier list that have ended since. Source: Handbook on Statistical Disclosure Control, primary and secondary
/// suppression.
/// </remarks>
public static class Disclosure
{
    /// <summary>
    /// The least number of municipalities that a figure may be about: five beside the one that looks.
    /// </summary>
    public const int Fewest = 6;

    /// <summary>The groups that may be shown.</summary>
    /// <param name="sizes">Number of members of each group of one partition.</param>
    /// <param name="outside">Members of the country that are in none of them: never a group of their own.</param>
    /// <param name="hidden">Groups that must stay hidden for another reason.</param>
    public static IReadOnlySet<string> Shown(
        IReadOnlyDictionary<string, int> sizes, int outside, IReadOnlySet<string>? hidden = null)
    {
        // The smallest first; equal sizes by code, so that every run decides the same.
        var shown = new SortedSet<(int Size, string Code)>(
            sizes.Where(g => g.Value >= Fewest && hidden?.Contains(g.Key) != true).Select(g => (g.Value, g.Key)));
        while (shown.Count > 0 && IsRemainderTelling(sizes, outside, shown))
        {
            shown.Remove(shown.Min);
        }

        return shown.Select(g => g.Code).ToHashSet(StringComparer.Ordinal);
    }

    private static bool IsRemainderTelling(
        IReadOnlyDictionary<string, int> sizes, int outside, SortedSet<(int Size, string Code)> shown)
    {
        var remaining = sizes.Values.Sum() + outside - shown.Sum(g => g.Size);
        var hidden = sizes.Count(g => g.Value > 0) - shown.Count;
        return remaining is > 0 and < Fewest || (hidden == 1 && outside == 0);
    }
}
