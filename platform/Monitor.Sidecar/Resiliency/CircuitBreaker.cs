using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Sidecar;

/// <summary>When to stop calling a target that fails: after how many failures in a row, and for how long.</summary>
internal sealed partial record CircuitBreakerPolicy(int FailuresToOpen, TimeSpan OpenFor)
{
    public static CircuitBreakerPolicy From(CircuitBreakerSpec spec)
    {
        var match = Trip().Match(spec.Trip ?? "consecutiveFailures > 5");
        if (!match.Success)
        {
            throw new SidecarException(
                $"The stand-in reads trips like 'consecutiveFailures >= 5', not '{spec.Trip}'.");
        }
        var number = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        return new CircuitBreakerPolicy(
            match.Groups[1].Value == ">=" ? number : number + 1,
            spec.Timeout is null ? TimeSpan.FromSeconds(60) : GoDuration.Parse(spec.Timeout));
    }

    [GeneratedRegex(@"^\s*consecutiveFailures\s*(>=|>)\s*(\d+)\s*$")]
    private static partial Regex Trip();
}

/// <summary>The state of one circuit: closed, open, or half open with one trial under way.</summary>
internal sealed class CircuitBreaker(CircuitBreakerPolicy policy, TimeProvider time)
{
    private readonly Lock guard = new();
    private int failuresInARow;
    private long openedAt;
    private bool isOpen;
    private bool isTrialUnderWay;

    /// <summary>False while open: the call must not be made. True takes the one trial when it is time for it.</summary>
    public bool TryEnter()
    {
        lock (guard)
        {
            if (!isOpen)
            {
                return true;
            }
            if (isTrialUnderWay || time.GetElapsedTime(openedAt) < policy.OpenFor)
            {
                return false;
            }
            isTrialUnderWay = true;
            return true;
        }
    }

    public void Exit(bool succeeded)
    {
        lock (guard)
        {
            isTrialUnderWay = false;
            failuresInARow = succeeded ? 0 : failuresInARow + 1;
            if (succeeded)
            {
                isOpen = false;
            }
            else if (isOpen || failuresInARow >= policy.FailuresToOpen)
            {
                isOpen = true;
                openedAt = time.GetTimestamp();
            }
        }
    }
}
