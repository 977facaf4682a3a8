using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// A kind of number (kengetal) that aggregates hold: what it means, and where it stands in the graph's answer.
/// </summary>
/// <param name="Id">Never changed.</param>
/// <param name="Label">In Dutch.</param>
/// <param name="Definition">In Dutch: of what, and how it is rounded.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Read">
/// Its values of a cell. As many, and of the same categories, whether or not there is a reason: what is not shown is
/// null.
/// </param>
internal sealed record Statistic(
    string Id,
    string Label,
    string Definition,
    StatisticUnit Unit,
    Func<ReleasedCell, IEnumerable<StatisticValue>> Read)
{
    /// <summary>Whether it is there for each combination of parts; else once for a cell.</summary>
    public bool IsByComponents { get; init; } = true;

    /// <summary>Whether single objectives have it.</summary>
    public bool IsPerObjective { get; init; } = true;

    /// <summary>Whether it is there over all objectives.</summary>
    public bool IsOverall { get; init; } = true;

    /// <summary>Whether it is a difference, which may be below nothing.</summary>
    public bool IsChange { get; init; }

    /// <summary>What its categories are, where one statistic is several values; empty where it is one.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>A group shows it from so many municipalities on, where no other rule hides it.</summary>
    public required int Fewest { get; init; }
}

/// <summary>What a statistic is counted in.</summary>
public enum StatisticUnit
{
    /// <summary>Numbers of municipalities.</summary>
    Municipalities,

    /// <summary>Points of the parts that count: 0 to their maximum.</summary>
    Points,

    /// <summary>Whole percents.</summary>
    Percent,

    /// <summary>A word, in the column <c>category</c>.</summary>
    Category,
}

/// <summary>One value, null where it is not shown.</summary>
/// <param name="Category">Which of several; null where there is one, or where it is not shown.</param>
/// <param name="Value">The number; null where it is not shown or is no number.</param>
/// <param name="Reason">Why there is none; null where there is.</param>
internal sealed record StatisticValue(string? Category, decimal? Value, SuppressionReason? Reason);
