using System.ComponentModel.DataAnnotations;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// Settings of the cache of aggregates, section <c>Aggregates</c>. Redis itself: connection string Redis.
/// </summary>
public sealed class AggregateOptions
{
    public const string Section = "Aggregates";

    /// <summary>Longest wait for Redis in a request. Default 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a Redis that keeps failing is left alone. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest age of an entry, whatever subgraphs allow. Default one day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan LongestAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Larger answers are not cached. Default 1 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int EntryBytes { get; set; } = 1024 * 1024;
}
