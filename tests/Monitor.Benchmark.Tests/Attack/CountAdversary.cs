using System.Text;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>
/// Three municipalities that pool their answers to a question, with every count of it that is told: of how many of the
/// others in each place could an option be ticked at least and at most? Nobody may be certain of anyone.
/// </summary>
internal sealed class CountAdversary
{
    private readonly List<((string? Class, string? Region) Place, int Count)> places;
    private readonly IReadOnlyList<DemonstrationResponse> coalition;
    private readonly StringBuilder rows = new();
    private readonly StringBuilder bounds = new();

    /// <param name="round">The round.</param>
    /// <param name="told">All options of a question, with what is told of each.</param>
    /// <param name="isSingle">Whether each ticks one of them at most.</param>
    /// <param name="coalition">Three of those that were asked.</param>
    public CountAdversary(
        ServedRound round,
        IReadOnlyList<IGrouping<CountedOption, PublicCount>> told,
        bool isSingle,
        IReadOnlyList<DemonstrationResponse> coalition)
    {
        this.coalition = coalition;
        places =
        [
            .. round.Responses.Where(r => PublicCounts.Counts(r, told[0].Key)).Except(coalition)
                .CountBy(PlaceOf).Select(g => (g.Key, g.Value)),
        ];
        foreach (var (option, counts) in told.Index())
        {
            foreach (var place in Enumerable.Range(0, places.Count))
            {
                bounds.Append(FormattableString.Invariant($" 0 <= t{option}x{place} <= {places[place].Count}\n"));
            }

            foreach (var count in counts)
            {
                Write(option, counts.Key, count);
            }
        }

        for (var place = 0; isSingle && place < places.Count; place++)
        {
            rows.Append($" {string.Join(" + ", told.Select((_, option) => $"t{option}x{place}"))}");
            rows.Append(FormattableString.Invariant($" <= {places[place].Count}\n"));
        }
    }

    public static (string? Class, string? Region) PlaceOf(DemonstrationResponse response) =>
        DemonstrationRound.Groups.TryGetValue(response.Municipality, out var found) ? found : (null, null);

    /// <summary>How many of the others in each of these places tick an option, and how many others there are.</summary>
    public (LinearProblem Problem, IReadOnlyList<int> Others) Attack(
        int option, IEnumerable<(string? Class, string? Region)> wanted)
    {
        var found = places.Index().Where(p => wanted.Contains(p.Item.Place)).ToList();
        return (
            new LinearProblem(
                $"Subject To\n{rows}Bounds\n{bounds}", [.. found.Select(p => $"t{option}x{p.Index}")]),
            [.. found.Select(p => p.Item.Count)]);
    }

    private void Write(int option, CountedOption of, PublicCount count)
    {
        var inside = places.Index().Where(p => count.Group.Holds(p.Item.Place)).ToList();
        if (inside.Count == 0)
        {
            return;
        }

        var sum = string.Join(" + ", inside.Select(p => $"t{option}x{p.Index}"));
        var known = coalition.Where(r => count.Group.Holds(PlaceOf(r))).ToList();
        var ticking = known.Count(r => PublicCounts.Ticks(r, of));
        var slack = count.Group is { Class: null, Region: null } ? 0 : 2;
        if (!count.IsHalf)
        {
            rows.Append(FormattableString.Invariant($" {sum} >= {count.Value - slack - ticking}\n"));
            rows.Append(FormattableString.Invariant($" {sum} <= {count.Value + slack - ticking}\n"));
            return;
        }

        // At least so many of the half, and so of the class, tick it; and so many do not, unless it is at its cap.
        var all = inside.Sum(p => p.Item.Count) + known.Count;
        var blank = Math.Max(0, count.HalfOf - count.Value - slack);
        rows.Append(FormattableString.Invariant($" {sum} >= {count.Value - slack - ticking}\n"));
        rows.Append(FormattableString.Invariant($" {sum} <= {all - blank - ticking}\n"));
    }
}
