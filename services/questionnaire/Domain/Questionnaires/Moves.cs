namespace Monitor.Questionnaire.Domain;

/// <summary>Which items of a list changed places: as few as explain the new order.</summary>
internal static class Moves
{
    /// <summary>
    /// The places, from 0, of those that moved. Items that are in one list only moved nobody: inserting one at the
    /// front is no move of the others.
    /// </summary>
    public static IReadOnlyDictionary<string, (int Before, int After)> Between(
        IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var old = Places(before);
        var now = Places(after);
        var shared = after.Where(old.ContainsKey).ToList();
        var stayed = LongestRising([.. shared.Select(id => old[id])]).ToHashSet();
        return shared.Where(id => !stayed.Contains(old[id]))
            .ToDictionary(id => id, id => (old[id], now[id]), StringComparer.Ordinal);
    }

    private static Dictionary<string, int> Places(IReadOnlyList<string> ids) => ids
        .Select((id, place) => (id, place)).ToDictionary(p => p.id, p => p.place, StringComparer.Ordinal);

    /// <summary>A longest rising subsequence: those that kept their order; the first found where several are.</summary>
    private static IEnumerable<int> LongestRising(IReadOnlyList<int> places)
    {
        var length = new int[places.Count];
        var previous = new int[places.Count];
        var last = -1;
        for (var i = 0; i < places.Count; i++)
        {
            (length[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (places[j] < places[i] && length[j] + 1 > length[i])
                {
                    (length[i], previous[i]) = (length[j] + 1, j);
                }
            }

            if (last < 0 || length[i] > length[last])
            {
                last = i;
            }
        }

        for (var at = last; at >= 0; at = previous[at])
        {
            yield return places[at];
        }
    }
}
