namespace Monitor.Benchmark.Domain;

/// <summary>How many of an upper half there are, and how many of them tick a measure.</summary>
public sealed record HalfCount(int Size, int Ticking);

/// <summary>
/// Decides how many of each upper half are said to tick a measure, beside the country's exact count of it, so that
/// nobody can be certain of any municipality: neither that it ticks, nor that it does not.
/// </summary>
/// <remarks>
/// <para>
/// A count is rounded to 5, and never above the half's size rounded down to 5: so a count leaves open that two of the
/// half do not tick. A count that comes to 0 is not given, and looks like one that is withheld.
/// </para>
/// <para>
/// The country's count is exact. Whoever subtracts all halves from it knows of the others: at least
/// <see cref="Disclosure.Fewest"/> of them must tick and as many not. And what is left for one half, when the others
/// take the least or most that their counts allow, must leave it open too. Where any of this fails, the measure has no
/// count in any half: an attack over every possible set of answers finds nothing certain
/// (tests/Monitor.Benchmark.Tests/Domain/MeasureAttackTests.cs); measures with a count in some halves only, by choice
/// of the rule, would be found.
/// </para>
/// </remarks>
public static class MeasureDisclosure
{
    /// <summary>A measure needs so many who tick it, and who do not, in the country: the figure is public.</summary>
    public const int FewestInCountry = 8;

    /// <summary>How many of a half must be open either way: one beside the one that looks.</summary>
    private const int Open = 2;

    /// <summary>The count to give for each half, in their order; null: none.</summary>
    /// <param name="halves">All halves of which counts are given, of one objective.</param>
    /// <param name="ticking">How many tick it in the country.</param>
    /// <param name="respondents">How many answered the objective in the country.</param>
    public static IReadOnlyList<int?> Counts(IReadOnlyList<HalfCount> halves, int ticking, int respondents)
    {
        var blank = respondents - ticking;
        return ticking >= FewestInCountry
            && blank >= FewestInCountry
            && AreOthersOpen(halves, ticking, blank)
            && AreHalvesOpen([.. halves.Select(Bounds.Of)], ticking, blank)
            ? [.. halves.Select(h => Shown(h) is > 0 and var shown ? shown : (int?)null)]
            : [.. halves.Select(_ => (int?)null)];
    }

    /// <summary>Size of a half, as it is given: rounded down to 5.</summary>
    public static int ShownSize(int size) => size / 5 * 5;

    private static int Shown(HalfCount half) => Math.Min(Rounding.ToFive(half.Ticking), ShownSize(half.Size));

    private static bool AreOthersOpen(IReadOnlyList<HalfCount> halves, int ticking, int blank) =>
        ticking - halves.Sum(h => h.Ticking) >= Disclosure.Fewest
        && blank - halves.Sum(h => h.Size - h.Ticking) >= Disclosure.Fewest;

    // By what everyone can see: the counts given, the country's, and that at least six others tick and six do not.
    private static bool AreHalvesOpen(IReadOnlyList<Bounds> halves, int ticking, int blank)
    {
        var least = halves.Sum(h => h.Least);
        var mostBlank = halves.Sum(h => h.Size - h.Most);
        return halves.All(h =>
        {
            var most = Math.Min(h.Most, ticking - Disclosure.Fewest - (least - h.Least));
            var blanks = Math.Min(h.Size - h.Least, blank - Disclosure.Fewest - (mostBlank - (h.Size - h.Most)));
            return most >= Open && blanks >= Open;
        });
    }

    /// <summary>What a count leaves open: from two below it to two above, and to the whole half at the cap.</summary>
    private sealed record Bounds(int Size, int Least, int Most)
    {
        public static Bounds Of(HalfCount half)
        {
            var shown = Shown(half);
            return new Bounds(
                half.Size,
                Math.Max(0, shown - 2),
                shown == ShownSize(half.Size) ? half.Size : Math.Min(half.Size, shown + 2));
        }
    }
}
