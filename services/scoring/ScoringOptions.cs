using System.ComponentModel.DataAnnotations;

namespace Monitor.Scoring;

/// <summary>Every setting of this service beyond those that all processes share.</summary>
public sealed class ScoringOptions
{
    public const string Section = "Scoring";

    /// <summary>Responses that a recalculation scores and stores in one transaction. Default 100.</summary>
    [Range(1, 500)]
    public int RecalculationBatch { get; init; } = 100;

    /// <summary>How often a replica looks for recalculations left to do, or to try again. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan RecalculationPoll { get; init; } = TimeSpan.FromSeconds(5);
}
