using System.ComponentModel.DataAnnotations;

namespace Monitor.Benchmark;

/// <summary>Every setting of benchmark, section <c>Benchmark</c>.</summary>
public sealed class BenchmarkOptions
{
    public const string Section = "Benchmark";

    /// <summary>How often a release that could not be made yet is tried again. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ReleaseRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long after its close a round waits for the release of an earlier one that is still to be made, so that it
    /// can tell of the change since then. Default 10 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan WaitForEarlierRound { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long <c>issueErratum</c> waits for a recalculation before it answers how far that is. Default 15 s, half of
    /// what the gateway waits for an answer.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RecalculationWait { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How often areas and rounds are fetched at most because somebody asks for an unknown one. Default 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RefreshAtMostEvery { get; init; } = TimeSpan.FromSeconds(5);
}
