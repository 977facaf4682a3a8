using System.ComponentModel.DataAnnotations;

namespace Monitor.Gateway.Planning;

/// <summary>What one plan may cost. Beyond it an operation is refused with PLAN_TOO_COMPLEX.</summary>
public sealed class PlannerOptions
{
    public const string Section = "Gateway:Planner";

    /// <summary>
    /// The most choices looked at for one plan. Default 200,000: many times what large operations of front ends take.
    /// </summary>
    [Range(100, 100_000_000)]
    public int MaxSteps { get; init; } = 200_000;

    /// <summary>The longest that one plan may take. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// By label of a progressive @override: the share of requests, 0 to 100, for which the field is asked of the
    /// subgraph that takes it over. A label of the form percent(25) needs no setting; any other one is off without.
    /// </summary>
    public Dictionary<string, double> Labels { get; init; } = [];
}
