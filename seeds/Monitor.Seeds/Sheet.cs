namespace Monitor.Seeds;

/// <summary>How far an objective is anchored (borging), in the order of points.</summary>
public enum Anchoring
{
    NotInPolicy,
    Intended,
    InPolicy,
    LaidDown,
}

/// <summary>The view of the reach (bereik) and the share reached, in the order of points.</summary>
public enum Reach
{
    NoView,
    None,
    LessThanHalf,
    MoreThanHalf,
    Everyone,
}

/// <summary>
/// All answers to one objective, a row a respondent. Items move between rows while their counts stay.
/// </summary>
public sealed class Sheet(Margins margins, IReadOnlyList<int> respondents)
{
    /// <summary>What the answers must add up to.</summary>
    public Margins Margins { get; } = margins;

    /// <summary>The respondent of each row, as a place in the round's list of respondents.</summary>
    public IReadOnlyList<int> Respondents { get; } = respondents;

    public Anchoring[] Anchoring { get; } = new Anchoring[respondents.Count];

    /// <summary>
    /// Per content question and row the measures ticked, a bit a measure; 0 is "geen onderdeel van beleid".
    /// </summary>
    public int[][] Ticks { get; } = [.. margins.Questions.Select(_ => new int[respondents.Count])];

    public bool[] OwnMeasure { get; } = new bool[respondents.Count];

    public Reach[] Reach { get; } = new Reach[respondents.Count];

    /// <summary>How many items a row holds that can be swapped with another row's.</summary>
    public int Items => Ticks.Length + 3;

    /// <summary>The row of a respondent; null when it did not answer this objective.</summary>
    public int? RowOf(int place)
    {
        for (var row = 0; row < Respondents.Count; row++)
        {
            if (Respondents[row] == place)
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>The quarter points that one item earns its row.</summary>
    public int Points(int item, int row) => item switch
    {
        0 => QuarterPoints.Of(Anchoring[row]),
        1 => QuarterPoints.OfOwnMeasure(OwnMeasure[row]),
        2 => QuarterPoints.Of(Reach[row]),
        _ => QuarterPoints.OfQuestion(Ticks[item - 3][row] != 0, Ticks.Length),
    };

    /// <summary>The quarter points of a row, 0 to 400.</summary>
    public int Points(int row) => Enumerable.Range(0, Items).Sum(item => Points(item, row));

    /// <summary>Swaps one item between two rows. Swapping again undoes it.</summary>
    public void Swap(int item, int first, int second)
    {
        switch (item)
        {
            case 0:
                (Anchoring[first], Anchoring[second]) = (Anchoring[second], Anchoring[first]);
                break;
            case 1:
                (OwnMeasure[first], OwnMeasure[second]) = (OwnMeasure[second], OwnMeasure[first]);
                break;
            case 2:
                (Reach[first], Reach[second]) = (Reach[second], Reach[first]);
                break;
            default:
                var ticks = Ticks[item - 3];
                (ticks[first], ticks[second]) = (ticks[second], ticks[first]);
                break;
        }
    }
}
