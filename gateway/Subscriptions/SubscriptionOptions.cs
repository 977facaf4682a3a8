using System.ComponentModel.DataAnnotations;

namespace Monitor.Gateway.Subscriptions;

/// <summary>
/// Settings of subscriptions, from <c>Subscriptions:…</c>; what streams may cost is in <c>GraphQL:Streaming</c>.
/// </summary>
public sealed class SubscriptionOptions
{
    public const string Section = "Subscriptions";

    /// <summary>
    /// Least time between two answers of one subscription: events of a burst are answered together. Default 500 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Subscriptions of one subject, or of one address without a token, in this process. Default 100.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxPerCaller { get; set; } = 100;

    /// <summary>
    /// Different subscriptions in this process: each is asked anew for an event. What is public and asked alike by many
    /// counts once. Default 5,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxDifferent { get; set; } = 5_000;

    /// <summary>Subscriptions that are asked anew at the same time; others wait their turn. Default 32.</summary>
    [Range(1, 10_000)]
    public int Concurrent { get; set; } = 32;

    /// <summary>
    /// Answers about different things (rounds) that wait for one slow client; beyond it the oldest goes. Of one thing
    /// only the last ever waits. Default 16.
    /// </summary>
    [Range(1, 1_000)]
    public int MaxWaiting { get; set; } = 16;
}
