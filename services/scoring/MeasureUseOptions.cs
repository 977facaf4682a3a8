using System.ComponentModel.DataAnnotations;

namespace Monitor.Scoring;

/// <summary>How scoring asks benchmark for the use of measures: section <c>MeasureUse</c>.</summary>
public sealed class MeasureUseOptions
{
    public const string Section = "MeasureUse";

    /// <summary>How long suggestions wait for it. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an answer is used. Default a minute: a release may come any moment.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After how long it is asked again when it did not answer. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);
}
