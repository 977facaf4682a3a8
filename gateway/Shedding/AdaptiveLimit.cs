namespace Monitor.Gateway.Shedding;

/// <summary>
/// How many requests may be answered at once: as many as can be answered quickly. Every second it falls by a fifth
/// where more than a tenth of the answers were slow and requests had to wait, and grows by a tenth where fewer than
/// one in forty were. Additive growth would take minutes to come back; this takes seconds.
/// </summary>
/// <remarks>
/// Slowness without waiting says nothing of this process: a slow question, or a subgraph that hangs. Not safe for use
/// by several threads: <see cref="Admission"/> holds a lock.
/// </remarks>
internal sealed class AdaptiveLimit(SheddingOptions options, long ticksPerSecond)
{
    /// <summary>Answers that a judgement needs at least.</summary>
    private const int Enough = 20;

    private readonly long slow = (long)(options.SlowAfter.TotalSeconds * ticksPerSecond);
    private readonly int fewest = Math.Min(options.FewestAtOnce, options.MostAtOnce);
    private double limit = options.MostAtOnce;
    private long periodBegan;
    private int answers;
    private int slowAnswers;
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
        if (now - periodBegan < ticksPerSecond || answers < Enough)
        {
            return;
        }
        if (slowAnswers * 10 > answers && hadToWait)
        {
            limit = Math.Max(fewest, limit * 0.8);
        }
        else if (slowAnswers * 40 < answers)
        {
            limit = Math.Min(options.MostAtOnce, limit * 1.1 + 1);
        }
        (periodBegan, answers, slowAnswers, hadToWait) = (now, 0, 0, false);
    }
}
