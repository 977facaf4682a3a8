namespace Monitor.Benchmark.Domain;

/// <summary>How many score in each group on one column, and what their points add up to: exact, in one pass.</summary>
internal sealed class GroupSums
{
    private readonly Int128[] sums;
    private readonly long unitsPerPoint;

    /// <param name="memberships">Of all participants.</param>
    /// <param name="column">Scores.</param>
    /// <param name="only">Rows of the column that count; null: all.</param>
    public GroupSums(Memberships memberships, ScoreColumn column, int[]? only = null)
    {
        var counts = Counting(column, only);
        unitsPerPoint = column.UnitsPerPoint;
        Counts = new int[memberships.Groups.Count];
        sums = new Int128[3 * Counts.Length];
        for (var i = 0; i < column.Rows.Length; i++)
        {
            if (counts is null || counts[column.Rows[i]])
            {
                Add(memberships.Of(column.Rows[i]), column, i);
            }
        }
    }

    /// <summary>How many score, by number of the group.</summary>
    public int[] Counts { get; }

    /// <summary>Exact mean of a combination of parts in a group that is not empty.</summary>
    public decimal Mean(int group, Components components)
    {
        Int128 sum = 0;
        foreach (var part in components.Parts)
        {
            sum += sums[(3 * group) + (int)part];
        }

        return (decimal)sum / ((decimal)Counts[group] * unitsPerPoint);
    }

    private static bool[]? Counting(ScoreColumn column, int[]? only)
    {
        if (only is null)
        {
            return null;
        }

        var counts = new bool[column.Rows.Length == 0 ? 0 : column.Rows[^1] + 1];
        foreach (var row in only)
        {
            counts[row] = true;
        }

        return counts;
    }

    private void Add(ReadOnlySpan<int> groups, ScoreColumn column, int place)
    {
        foreach (var group in groups)
        {
            if (group >= 0)
            {
                Counts[group]++;
                sums[3 * group] += column.Parts[0][place];
                sums[(3 * group) + 1] += column.Parts[1][place];
                sums[(3 * group) + 2] += column.Parts[2][place];
            }
        }
    }
}
