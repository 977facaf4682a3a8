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
    public void Nothing_published_makes_anyone_certain_of_a_municipality(int[] halves, int others)
    {
        for (var ticking = 0; ticking <= halves.Sum() + others; ticking++)
        {
            var worlds = Worlds(halves, others, ticking)
                .GroupBy(w => Published(halves, w, ticking, halves.Sum() + others)).ToList();
            if (worlds.Count == 1)
            {
                continue; // the same whatever was answered: it adds nothing to the country's own count
            }

            Assert.All(worlds, seen => AssertOpen(seen.Key, [.. seen], halves, others, ticking));
        }
    }

    // Two either way: one beside the one that looks, who knows his own answer.
    private static void AssertOpen(string seen, List<int[]> worlds, int[] halves, int others, int ticking)
    {
        var sizes = halves.Append(others).ToList();
        for (var i = 0; i < sizes.Count; i++)
        {
            var of = worlds.Select(w => i < halves.Length ? w[i] : ticking - w.Sum()).ToList();
            Assert.True(of.Max() >= 2, $"{ticking} tick, {seen}: nobody in {i} of {string.Join(" ", sizes)} does.");
            Assert.True(of.Min() <= sizes[i] - 2, $"{ticking} tick, {seen}: all in {i} of {string.Join(" ", sizes)}.");
        }
    }

    private static string Published(int[] halves, int[] world, int ticking, int respondents) => string.Join(
        " ",
        MeasureDisclosure.Counts(
                [.. halves.Zip(world).Select(h => new HalfCount(h.First, h.Second))], ticking, respondents)
            .Select(c => c?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"));

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
