namespace Monitor.Seeds;

/// <summary>
/// Moves averages to where the report has them by swapping single items between two respondents of one objective:
/// every count of every objective stays, only who has it changes.
/// </summary>
public sealed class Climb
{
    /// <summary>
    /// Divides by each number of objectives that anyone answers (3 to 7, and 10), so averages stay whole.
    /// </summary>
    private const int Scale = 420;

    private const int Point = QuarterPoints.Point * Scale;

    /// <summary>Averages stay half a point from 25 and 75, so that no way of rounding moves one over.</summary>
    private const int Clearance = Point / 2;

    private const int Red = 25 * Point;

    private const int Green = 75 * Point;

    /// <summary>Weighs more than any distance: who has no objective in policy is fixed.</summary>
    private const int PolicyFault = 1000 * Point;

    private const int Attempts = 400_000;

    private readonly IReadOnlyList<Sheet> sheets;
    private readonly SplitMix64 random;
    private readonly IReadOnlySet<int> withoutPolicy;
    private readonly List<(Sheet Sheet, int Row)>[] rows;
    private readonly int[] points;
    private readonly int[] policies;
    private readonly int[] lowest;
    private readonly int[] highest;

    /// <param name="respondents">How many respondents the sheets have among them.</param>
    /// <param name="sheets">First answers. Changed in place.</param>
    /// <param name="withoutPolicy">
    /// The respondents that end with no objective in policy; all others end with one.
    /// </param>
    /// <param name="below25">How many averages must lie below 25 points.</param>
    /// <param name="above75">How many averages must lie above 75 points.</param>
    /// <param name="random">Chooses what is tried.</param>
    public Climb(
        int respondents,
        IReadOnlyList<Sheet> sheets,
        IReadOnlySet<int> withoutPolicy,
        int below25,
        int above75,
        SplitMix64 random)
    {
        this.sheets = sheets;
        this.random = random;
        this.withoutPolicy = withoutPolicy;
        rows = [.. Enumerable.Range(0, respondents).Select(_ => new List<(Sheet, int)>())];
        points = new int[respondents];
        policies = new int[respondents];
        lowest = new int[respondents];
        highest = new int[respondents];
        Count();
        Aim(below25, above75);
    }

    /// <summary>Whether every average and every policy count came to its place.</summary>
    public bool Run()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var astray = Enumerable.Range(0, points.Length).Where(place => Fault(place) > 0).ToList();
            if (astray.Count == 0)
            {
                return true;
            }

            // Several tries at one list: the list is dear, a try is cheap, and few tries succeed.
            for (var tries = 0; tries < 50; tries++, attempt++)
            {
                Try(astray[random.Below(astray.Count)]);
            }
        }

        return false;
    }

    /// <summary>The average of a respondent in points times 4 times <see cref="Scale"/>.</summary>
    private int Average(int place) => points[place] * (Scale / rows[place].Count);

    private void Count()
    {
        foreach (var sheet in sheets)
        {
            for (var row = 0; row < sheet.Respondents.Count; row++)
            {
                var place = sheet.Respondents[row];
                rows[place].Add((sheet, row));
                points[place] += sheet.Points(row);
                policies[place] += sheet.Anchoring[row] >= Anchoring.InPolicy ? 1 : 0;
            }
        }

        if (rows.Any(answered => answered.Count == 0 || Scale % answered.Count != 0))
        {
            throw new InvalidDataException(
                $"A respondent answers a number of objectives that does not divide {Scale}.");
        }
    }

    /// <summary>The lowest averages are to end below 25, the highest above 75, all others between.</summary>
    private void Aim(int below25, int above75)
    {
        var order = Enumerable.Range(0, points.Length)
            .OrderBy(place => withoutPolicy.Contains(place) ? -1 : Average(place))
            .ThenBy(place => place)
            .ToList();
        for (var rank = 0; rank < order.Count; rank++)
        {
            var isRed = rank < below25;
            var isGreen = rank >= order.Count - above75;
            lowest[order[rank]] = isRed ? 0 : isGreen ? Green + Clearance : Red + Clearance;
            highest[order[rank]] = isRed ? Red - Clearance : isGreen ? 100 * Point : Green - Clearance;
        }
    }

    private int Fault(int place)
    {
        var average = Average(place);
        var distance = Math.Max(0, Math.Max(lowest[place] - average, average - highest[place]));
        var isRight = withoutPolicy.Contains(place) == (policies[place] == 0);
        return distance + (isRight ? 0 : PolicyFault);
    }

    /// <summary>Swaps one item of an astray respondent with another's, and back unless that helped.</summary>
    private void Try(int place)
    {
        var (sheet, row) = rows[place][random.Below(rows[place].Count)];
        var item = random.Below(sheet.Items);
        var other = random.Below(sheet.Respondents.Count);
        if (other == row)
        {
            return;
        }

        var otherPlace = sheet.Respondents[other];
        var before = Fault(place) + Fault(otherPlace);
        Swap(sheet, item, row, other);
        if (Fault(place) + Fault(otherPlace) >= before)
        {
            Swap(sheet, item, row, other);
        }
    }

    private void Swap(Sheet sheet, int item, int row, int other)
    {
        Add(sheet, item, row, -1);
        Add(sheet, item, other, -1);
        sheet.Swap(item, row, other);
        Add(sheet, item, row, 1);
        Add(sheet, item, other, 1);
    }

    private void Add(Sheet sheet, int item, int row, int sign)
    {
        var place = sheet.Respondents[row];
        points[place] += sign * sheet.Points(item, row);
        policies[place] += item == 0 && sheet.Anchoring[row] >= Anchoring.InPolicy ? sign : 0;
    }
}
