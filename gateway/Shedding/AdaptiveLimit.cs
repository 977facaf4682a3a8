namespace Monitor.Gateway.Shedding;

/// <summary>
/// How many requests may be answered at once: as many as can be answered quickly. It begins at half of the most,
/// and moves only while requests wait for a place: down by a fifth where more than a tenth of the answers were slow, up
/// by a quarter where all but one in forty took less than half of that. Where none waits it goes back to where it
/// began.
/// </summary>
/// <remarks>
/// Slowness without waiting says nothing of this process: a slow question, or a subgraph that hangs. And a limit that
/// nobody has come up against lets too many in when many come at once. Not safe for use by several threads:
/// <see cref="Admission"/> holds a lock.
/// </remarks>
internal sealed class AdaptiveLimit(SheddingOptions options, long ticksPerSecond)
{
    /// <summary>Answers that a judgement needs at least.</summary>
    private const int Enough = 20;

    /// <summary>A judgement every quarter of a second at most.</summary>
    private readonly long period = ticksPerSecond / 4;

    private readonly long slow = (long)(options.SlowAfter.TotalSeconds * ticksPerSecond);
    private readonly int fewest = Math.Min(options.FewestAtOnce, options.MostAtOnce);
    private readonly int usual = UsualOf(options);
    private double limit = UsualOf(options);
    private long periodBegan;
    private int answers;
    private int slowAnswers;
    private int lateAnswers;   // more than half as slow
    private bool hadToWait;

    /// <summary>From <see cref="SheddingOptions.FewestAtOnce"/> to <see cref="SheddingOptions.MostAtOnce"/>.</summary>
    public int Now => (int)limit;

    /// <summary>A request found no place free.</summary>
    public void NoteWait() => hadToWait = true;

    /// <summary>A request was answered.</summary>
    /// <param name="took">In ticks.</param>
    /// <param name="now">In ticks.</param>
    public void NoteAnswer(long took, long now)
    {
        answers++;
        slowAnswers += took > slow ? 1 : 0;
        lateAnswers += took > slow / 2 ? 1 : 0;
        if (now - periodBegan < period || answers < Enough)
        {
            return;
        }
        if (!hadToWait)
        {
            limit += (usual - limit) / 10;
        }
        else if (slowAnswers * 10 > answers)
        {
            limit = Math.Max(fewest, limit * 0.8);
        }
        else if (lateAnswers * 40 < answers)
        {
            limit = Math.Min(options.MostAtOnce, limit * 1.25);
        }
        (periodBegan, answers, slowAnswers, lateAnswers, hadToWait) = (now, 0, 0, 0, false);
    }

    private static int UsualOf(SheddingOptions options) =>
        Math.Max(Math.Min(options.FewestAtOnce, options.MostAtOnce), options.MostAtOnce / 2);
}
