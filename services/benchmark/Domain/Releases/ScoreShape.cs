namespace Monitor.Benchmark.Domain;

/// <summary>How the scores of a group lie: whole points and counts of municipalities.</summary>
/// <param name="LowerQuartile">A quarter scores this or less.</param>
/// <param name="Median">Half scores this or less.</param>
/// <param name="UpperQuartile">Three quarters score this or less.</param>
/// <param name="Bands">How many are red, orange and green, by norms that are percentages of the maximum.</param>
/// <param name="Tenths">
/// How many score in each tenth of the maximum, the lowest first: 0 to below 10 percent, and so on; the last holds the
/// maximum itself. Null where so fine a distribution is withheld.
/// </param>
public sealed record ScoreShape(
    int LowerQuartile, int Median, int UpperQuartile, IReadOnlyList<int> Bands, IReadOnlyList<int>? Tenths);

/// <summary>Computes the shape of a cell from its sorted scores.</summary>
/// <remarks>
/// Quartiles lie between the two nearest scores, in proportion, as spreadsheets have them (QUARTILE.INC; type 7 of
/// Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996) 361–365).
/// </remarks>
/// <param name="norms">In percents of the maximum.</param>
/// <param name="maximum">Points of all parts that count.</param>
/// <param name="unitsPerPoint">What the scores are counted in.</param>
internal sealed class ShapeOfCell(Norms norms, int maximum, long unitsPerPoint)
{
    private readonly long red = (long)decimal.Ceiling(norms.RedBelow * maximum * unitsPerPoint / 100);
    private readonly long green = (long)decimal.Floor(norms.GreenAbove * maximum * unitsPerPoint / 100) + 1;

    /// <param name="sorted">At least one score, the lowest first.</param>
    /// <param name="withTenths">Whether tenths are counted.</param>
    /// <param name="counted">A count as it is shown.</param>
    public ScoreShape Of(ReadOnlySpan<long> sorted, bool withTenths, Func<int, int> counted)
    {
        var (reds, notGreen) = (Below(sorted, red), Below(sorted, green));
        return new ScoreShape(
            Quartile(sorted, 1),
            Quartile(sorted, 2),
            Quartile(sorted, 3),
            [counted(reds), counted(notGreen - reds), counted(sorted.Length - notGreen)],
            withTenths ? Tenths(sorted, counted) : null);
    }

    private int Quartile(ReadOnlySpan<long> sorted, int quarter)
    {
        var (before, quarters) = Math.DivRem((sorted.Length - 1) * quarter, 4);
        var after = Math.Min(before + 1, sorted.Length - 1);
        return Rounding.Whole(
            (((decimal)sorted[before] * (4 - quarters)) + ((decimal)sorted[after] * quarters)) / (4m * unitsPerPoint));
    }

    private int[] Tenths(ReadOnlySpan<long> sorted, Func<int, int> counted)
    {
        var tenths = new int[10];
        var before = 0;
        for (var tenth = 0; tenth < 10; tenth++)
        {
            var below = tenth == 9 ? sorted.Length : Below(sorted, (tenth + 1) * maximum * unitsPerPoint / 10);
            tenths[tenth] = counted(below - before);
            before = below;
        }

        return tenths;
    }

    /// <summary>How many scores lie below a limit.</summary>
    private static int Below(ReadOnlySpan<long> sorted, long limit)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = sorted[middle] < limit ? (middle + 1, to) : (from, middle);
        }

        return from;
    }
}
