namespace Monitor.Seeds;

/// <summary>
/// The scoring rules of the report (section 3.3) in whole quarter points, 400 to an objective, so that a climb of
/// a hundred thousand steps needs no fractions. The scoring service's own rules decide; a test holds the two equal.
/// </summary>
public static class QuarterPoints
{
    /// <summary>Quarter points to a point.</summary>
    public const int Point = 4;

    /// <summary>Not in policy 0, intended 5, in policy 15, laid down 25 points.</summary>
    public static int Of(Anchoring anchoring) => anchoring switch
    {
        Anchoring.NotInPolicy => 0,
        Anchoring.Intended => 5 * Point,
        Anchoring.InPolicy => 15 * Point,
        Anchoring.LaidDown => 25 * Point,
        _ => throw new ArgumentOutOfRangeException(nameof(anchoring)),
    };

    /// <summary>No view of the reach 0; with a view 10 points and for the share 0, 5, 10 or 15.</summary>
    public static int Of(Reach reach) => reach switch
    {
        Reach.NoView => 0,
        Reach.None => 10 * Point,
        Reach.LessThanHalf => 15 * Point,
        Reach.MoreThanHalf => 20 * Point,
        Reach.Everyone => 25 * Point,
        _ => throw new ArgumentOutOfRangeException(nameof(reach)),
    };

    /// <summary>A content question's equal part of 45 points when a measure is ticked.</summary>
    /// <exception cref="ArgumentException">45 points cannot be divided into that many whole quarters.</exception>
    public static int OfQuestion(bool answered, int questions)
    {
        var (part, rest) = Math.DivRem(45 * Point, questions);
        return rest == 0
            ? answered ? part : 0
            : throw new ArgumentException($"45 points over {questions} questions are no whole quarters.");
    }

    /// <summary>5 points for a measure of one's own.</summary>
    public static int OfOwnMeasure(bool named) => named ? 5 * Point : 0;
}
