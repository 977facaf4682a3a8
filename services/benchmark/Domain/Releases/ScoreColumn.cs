namespace Monitor.Benchmark.Domain;

/// <summary>
/// The scores of all that answered one objective, or all averages over objectives: exact, in whole numbers of a unit,
/// so that they are sorted and added fast, and a half is a half.
/// </summary>
/// <remarks>Three arrays in the order of <c>Rows</c>: <c>Parts[0]</c> anchoring, then content and reach.</remarks>
internal sealed record ScoreColumn(string? Objective, long UnitsPerPoint, int[] Rows, long[][] Parts)
{
    // Rule sets give points of at most 2 decimals.
    private const long PerPoint = 100;

    /// <summary>A column for each objective, and last that of the averages.</summary>
    /// <param name="participants">The places of participants are the numbers of rows.</param>
    /// <param name="objectives">Ids.</param>
    /// <exception cref="InvalidOperationException">Points have more than 2 decimals.</exception>
    public static IReadOnlyList<ScoreColumn> All(
        IReadOnlyList<Participant> participants, IReadOnlyList<string> objectives)
    {
        var columns = objectives.Select(o => OfObjective(participants, o)).ToList();
        columns.Add(OfAverages(participants.Count, columns));
        return columns;
    }

    /// <summary>The points of a combination of parts, in the order of <c>Rows</c>.</summary>
    public long[] Points(Components components)
    {
        var points = new long[Rows.Length];
        foreach (var part in components.Parts)
        {
            var its = Parts[(int)part];
            for (var i = 0; i < points.Length; i++)
            {
                points[i] += its[i];
            }
        }

        return points;
    }

    private static ScoreColumn OfObjective(IReadOnlyList<Participant> participants, string objective)
    {
        var rows = new List<int>(participants.Count);
        var parts = new[] { new List<long>(), new List<long>(), new List<long>() };
        for (var row = 0; row < participants.Count; row++)
        {
            if (participants[row].Scores.TryGetValue(objective, out var score))
            {
                rows.Add(row);
                parts[0].Add(InUnits(score.Anchoring));
                parts[1].Add(InUnits(score.Content));
                parts[2].Add(InUnits(score.Reach));
            }
        }

        return new ScoreColumn(objective, PerPoint, [.. rows], [.. parts.Select(p => p.ToArray())]);
    }

    private static long InUnits(decimal points)
    {
        var units = points * PerPoint;
        return decimal.IsInteger(units)
            ? (long)units
            : throw new InvalidOperationException($"{points} points have more than 2 decimals.");
    }

    // An average is a sum divided by how many were answered: in a unit that each of these numbers divides it is whole.
    private static ScoreColumn OfAverages(int participants, List<ScoreColumn> columns)
    {
        var answered = new long[participants];
        var sums = new[] { new long[participants], new long[participants], new long[participants] };
        foreach (var column in columns)
        {
            for (var i = 0; i < column.Rows.Length; i++)
            {
                var row = column.Rows[i];
                answered[row]++;
                sums[0][row] += column.Parts[0][i];
                sums[1][row] += column.Parts[1][i];
                sums[2][row] += column.Parts[2][i];
            }
        }

        var multiple = answered.Where(count => count > 0).Distinct().Aggregate(1L, LeastCommonMultiple);
        int[] rows = [.. Enumerable.Range(0, participants).Where(row => answered[row] > 0)];
        return new ScoreColumn(
            null,
            checked(PerPoint * multiple),
            rows,
            [.. sums.Select(sum => rows.Select(row => checked(sum[row] * (multiple / answered[row]))).ToArray())]);
    }

    private static long LeastCommonMultiple(long one, long other)
    {
        var (a, b) = (one, other);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return checked(one / a * other);
    }
}
