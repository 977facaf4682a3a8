using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>
/// Somebody who knows the rule, the exact sizes of all halves, and the country's exact count, tries every set of
/// answers that fits what is published. Of nobody may any of it be certain.
/// </summary>
public sealed class MeasureAttackTests
{
    /// <summary>Sizes of the upper halves, and how many respondents are in none of them.</summary>
    public static TheoryData<int[], int> Classes => new()
    {
        { [6], 6 },
        { [8], 9 },
        { [14], 30 },
        { [20], 20 },
        { [25], 90 },
        { [6, 6], 12 },
        { [6, 7], 14 },
        { [8, 9], 18 },
        { [10, 11], 25 },
        { [12, 6], 20 },
        { [13, 12], 40 },
        { [15, 16], 31 },
        { [30, 11], 45 },
        { [9, 11], 70 },
        { [6, 8, 9], 24 },
        { [7, 8, 6], 30 },
        { [6, 6, 6], 60 },
        { [6, 6, 6, 6], 24 },
        { [6, 7, 6, 8], 40 },
    };

    [Theory]
    [MemberData(nameof(Classes))]
    public void Nothing_published_makes_anyone_certain_of_a_municipality(int[] halves, int others) =>
        Assert.Null(FirstLeak(halves, others, MeasureDisclosure.Counts));

    [Fact]
    public void The_attack_finds_what_simpler_rules_give_away()
    {
        // Rounded to 5 and nothing else: of eight, only eight are 10.
        Assert.NotNull(FirstLeak([8], 20, (halves, _, _) => [.. halves.Select(h => (int?)((h.Ticking + 2) / 5 * 5))]));

        // With the cap, beside the country's exact count: three who tick it are all in the half.
        Assert.NotNull(FirstLeak([8], 20, (halves, _, _) => [.. halves.Select(Capped)]));

        // Each half by itself where six others tick it and six do not: few and withheld come apart.
        Assert.NotNull(FirstLeak([8, 9], 18, (halves, ticking, respondents) =>
        [
            .. halves.Select(h => ticking - h.Ticking >= 6 && respondents - ticking - h.Size + h.Ticking >= 6
                ? Capped(h) : null),
        ]));
    }

    private static int? Capped(HalfCount half) =>
        Math.Min((half.Ticking + 2) / 5 * 5, half.Size / 5 * 5) is > 0 and var shown ? shown : null;

    /// <summary>Who is certain of something, by what, and where; null: nobody of anything.</summary>
    private static string? FirstLeak(
        int[] halves, int others, Func<IReadOnlyList<HalfCount>, int, int, IReadOnlyList<int?>> rule)
    {
        var sizes = halves.Append(others).ToList();
        for (var ticking = 0; ticking <= sizes.Sum(); ticking++)
        {
            var answers = Worlds(halves, others, ticking)
                .GroupBy(w => Text(rule([.. halves.Zip(w, (s, t) => new HalfCount(s, t))], ticking, sizes.Sum())))
                .ToList();
            if (answers.Count == 1)
            {
                continue; // the same whatever was answered: it adds nothing to the country's own count
            }

            foreach (var answer in answers)
            {
                var certain = sizes.Index().Where(s => IsCertain(
                    s.Item, [.. answer.Select(w => s.Index < w.Length ? w[s.Index] : ticking - w.Sum())])).ToList();
                if (certain.Count > 0)
                {
                    return $"{ticking} tick it, published {answer.Key}: certain of place {certain[0].Index}";
                }
            }
        }

        return null;
    }

    // Two must be open either way: one beside the one that looks, who knows his own answer.
    private static bool IsCertain(int size, List<int> possible) => possible.Max() < 2 || possible.Min() > size - 2;

    private static string Text(IReadOnlyList<int?> counts) => string.Join(
        " ", counts.Select(c => c?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"));

    /// <summary>Every way in which so many can tick it: how many in each half, the rest outside.</summary>
    private static IEnumerable<int[]> Worlds(int[] halves, int others, int ticking)
    {
        IEnumerable<int[]> worlds = [[]];
        foreach (var size in halves)
        {
            worlds = worlds.SelectMany(w => Enumerable.Range(0, size + 1).Select(count => (int[])[.. w, count]));
        }

        return worlds.Where(w => ticking - w.Sum() is >= 0 and var rest && rest <= others);
    }
}
