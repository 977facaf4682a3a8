using System.ComponentModel.DataAnnotations;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// Settings of the cache of aggregates, section <c>Aggregates</c>. Redis itself: connection string Redis.
/// </summary>
public sealed class AggregateOptions
{
    public const string Section = "Aggregates";

    /// <summary>
    /// Longest wait for Redis, and with it the most that a request loses to a Redis that does not answer. Default
    /// 200 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Longest pause between two looks whether a Redis that did not answer is back. Until then it is left alone.
    /// Default 2 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest age of an entry, whatever subgraphs allow. Default one day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan LongestAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How long after its age an entry is still served while it is refilled in the background, where the subgraph does
    /// not say (<c>stale-while-revalidate</c>, RFC 5861). Never after its group was dropped. Default 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan StaleWhileRevalidate { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long after its age an entry is served where its subgraph fails, and the subgraph did not say
    /// (<c>stale-if-error</c>, RFC 5861). Never after its group was dropped. Default 10 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan StaleIfError { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a replica alone may fill an entry before it must say again that it is at it: what a replica that dies
    /// costs those who wait for it. Default 1 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Refills in the background at the same time, in this process; more wait for another request. Default 16.
    /// </summary>
    [Range(1, 1000)]
    public int BackgroundRefills { get; set; } = 16;

    /// <summary>Larger answers are not cached, in bytes of JSON. Default 1 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int EntryBytes { get; set; } = 1024 * 1024;

    /// <summary>What one request may store in all, in bytes of JSON. Default 4 MiB.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int RequestBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Answers of so many bytes of JSON are compressed in Redis. 0: none. Default 1024.</summary>
    [Range(0, 64 * 1024 * 1024)]
    public int CompressFromBytes { get; set; } = 1024;

    /// <summary>
    /// Bytes of entries that this process keeps beside Redis; whether they are still right is asked of Redis each time.
    /// 0: none. Default 32 MiB.
    /// </summary>
    [Range(0, 1024 * 1024 * 1024)]
    public int LocalBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>The longest that anything may be in the cache: its age, and what comes after it.</summary>
    internal TimeSpan LongestLife =>
        LongestAge
        + (StaleIfError > StaleWhileRevalidate ? StaleIfError : StaleWhileRevalidate)
        + TimeSpan.FromMinutes(1);
}
