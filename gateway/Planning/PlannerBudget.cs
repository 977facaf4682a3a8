using System.Diagnostics;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Bounds the work of one plan. From half of it on the search looks at fewer choices; at the end of it the plan is
/// given up.
/// </summary>
/// <param name="steps">Choices looked at.</param>
/// <param name="time">How long it may take.</param>
internal sealed class PlannerBudget(int steps, TimeSpan time)
{
    private readonly long started = Stopwatch.GetTimestamp();
    private int spent;

    /// <summary>True where only the most promising choices are to be looked at.</summary>
    public bool IsShort => spent > steps / 2;

    /// <exception cref="PlanTooComplexException">Nothing is left.</exception>
    public void Spend(int count = 1)
    {
        spent += count;
        if (spent > steps)
        {
            throw new PlanTooComplexException { IsOfTheOperation = true };
        }
        if ((spent & 255) < count && Stopwatch.GetElapsedTime(started) > time)
        {
            throw new PlanTooComplexException();
        }
    }
}

/// <summary>Planning an operation takes more work than one request may cost. The message is safe to show.</summary>
public sealed class PlanTooComplexException() : ClientException(
    code: "PLAN_TOO_COMPLEX",
    message: "The operation is too complex to plan. Ask for less at once, or split it into several operations.")
{
    /// <summary>True where it would be so again; time may have run out on a busy machine only.</summary>
    public bool IsOfTheOperation { get; init; }
}
