using System.Numerics;

namespace Monitor.Seeds;

/// <summary>One municipality's marks (rapportcijfers), each from 1 to 10.</summary>
public sealed record Mark(int Past, int Now, int Next);

/// <summary>Deals marks out: the chosen number of each, better ones more often to those that score better.</summary>
public sealed class Marks(SplitMix64 random)
{
    private const int Highest = 10;

    /// <summary>Fits whole averages up to 168,000: wide enough that the first marks only lean towards them.</summary>
    private const int Whim = 110_000;

    private const int Attempts = 200_000;

    /// <summary>How close to the printed correlation the search ends, in thousandths: inside its decimals.</summary>
    private const int Tolerance = 3;

    /// <summary>The marks, in the order of the averages given.</summary>
    /// <param name="averages">Of each municipality, as whole numbers of one unit.</param>
    /// <param name="counts">How many of each mark.</param>
    /// <param name="correlation">Of the marks of now with the averages; null: as it falls.</param>
    /// <exception cref="InvalidDataException">The counts do not fit, or the correlation is out of reach.</exception>
    public IReadOnlyList<Mark> Deal(IReadOnlyList<int> averages, MarkCounts counts, decimal? correlation)
    {
        var now = Now(averages, Spread(counts.Now, averages.Count));
        if (correlation is { } wished)
        {
            Correlate(now, averages, (int)(wished * 1000));
        }

        var lower = Dealt(now, counts.LowerInThePast, (mark, difference) => mark - difference >= 1);
        var higher = Dealt(now, counts.HigherNext, (mark, difference) => mark + difference <= Highest);
        return [.. now.Select((mark, place) => new Mark(mark - lower[place], mark, mark + higher[place]))];
    }

    /// <summary>Pearson's r of marks and averages in thousandths, rounded towards 0.</summary>
    public static int Correlation(IReadOnlyList<int> marks, IReadOnlyList<int> averages)
    {
        var product = Deviation(marks, marks) * Deviation(averages, averages);
        var covariance = Deviation(marks, averages);

        // The largest r with r² · product <= covariance² · 1000²: a square root without fractions.
        var r = 1000;
        while (r > 0 && BigInteger.Pow(r, 2) * product > BigInteger.Pow(covariance * 1000, 2))
        {
            r--;
        }

        return covariance.Sign * r;
    }

    /// <summary>n · Σxy − Σx · Σy: the covariance times n², whole.</summary>
    private static BigInteger Deviation(IReadOnlyList<int> x, IReadOnlyList<int> y) =>
        (x.Count * x.Zip(y, (first, second) => (BigInteger)first * second).Aggregate(BigInteger.Add))
            - ((BigInteger)x.Sum(value => (long)value) * y.Sum(value => (long)value));

    private static List<int> Spread(IReadOnlyDictionary<int, int> counts, int expected)
    {
        List<int> spread = [.. counts
            .OrderBy(count => count.Key)
            .SelectMany(count => Enumerable.Repeat(count.Key, count.Value))];
        return spread.Count == expected
            ? spread
            : throw new InvalidDataException($"{spread.Count} marks were chosen for {expected} municipalities.");
    }

    private int[] Now(IReadOnlyList<int> averages, List<int> spread)
    {
        var keys = averages.Select(average => average + random.Noise(Whim)).ToArray();
        var marks = new int[keys.Length];
        foreach (var (rank, place) in Enumerable.Range(0, keys.Length).OrderBy(place => keys[place]).Index())
        {
            marks[place] = spread[rank];
        }

        return marks;
    }

    /// <summary>Swaps two marks at a time, which keeps their numbers, as long as that brings r closer.</summary>
    private void Correlate(int[] marks, IReadOnlyList<int> averages, int wished)
    {
        var off = Math.Abs(Correlation(marks, averages) - wished);
        for (var attempt = 0; attempt < Attempts && off > Tolerance; attempt++)
        {
            var (first, second) = (random.Below(marks.Length), random.Below(marks.Length));
            (marks[first], marks[second]) = (marks[second], marks[first]);
            var next = Math.Abs(Correlation(marks, averages) - wished);
            if (next > off)
            {
                (marks[first], marks[second]) = (marks[second], marks[first]);
            }
            else
            {
                off = next;
            }
        }

        if (off > Tolerance)
        {
            throw new InvalidDataException("The marks cannot be brought to the printed correlation.");
        }
    }

    /// <summary>A difference for each mark, dealt anew between two of them while one does not fit.</summary>
    private List<int> Dealt(int[] marks, IReadOnlyDictionary<int, int> counts, Func<int, int, bool> fits)
    {
        var dealt = Spread(counts, marks.Length);
        random.Shuffle(dealt);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var place = Enumerable.Range(0, marks.Length).FirstOrDefault(p => !fits(marks[p], dealt[p]), -1);
            if (place < 0)
            {
                return dealt;
            }

            var other = random.Below(marks.Length);
            (dealt[place], dealt[other]) = (dealt[other], dealt[place]);
        }

        throw new InvalidDataException("The differences between the marks do not fit between 1 and 10.");
    }
}
