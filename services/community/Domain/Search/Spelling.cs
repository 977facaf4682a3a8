namespace Monitor.Community.Domain;

/// <summary>Proposes words for those that are found nowhere, out of words that every member may know.</summary>
public static class Spelling
{
    private const int Shortest = 4;

    /// <summary>The query with each unknown word replaced by the known one nearest to it; null when none is.</summary>
    /// <param name="search">What found nothing.</param>
    /// <param name="known">
    /// Words in lower case. Never of members' texts: a proposal would tell what stands in them.
    /// </param>
    public static string? Propose(SearchWords search, IReadOnlySet<string> known)
    {
        var proposed = search.Words.Select(word => word.ToLowerInvariant() is var lower && known.Contains(lower)
            ? lower
            : Nearest(lower, known) ?? lower).ToList();
        return proposed.SequenceEqual(search.Words.Select(word => word.ToLowerInvariant()))
            ? null
            : string.Join(' ', proposed);
    }

    private static string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length < Shortest)
        {
            return null;
        }

        var most = word.Length < 8 ? 1 : 2;
        return known.Where(k => Math.Abs(k.Length - word.Length) <= most)
            .Select(k => (Word: k, Distance: Distance(word, k)))
            .Where(k => k.Distance <= most)
            .OrderBy(k => k.Distance).ThenBy(k => k.Word, StringComparer.Ordinal)
            .Select(k => k.Word)
            .FirstOrDefault();
    }

    /// <summary>Letters to add, drop, change or swap with the next (optimal string alignment).</summary>
    private static int Distance(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
                    table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[one.Length, other.Length];
    }
}
