using System.Diagnostics.Metrics;

namespace Monitor.Gateway.Aggregates;

/// <summary>What became of a shared entry, or of a call of Redis.</summary>
internal enum CacheOutcome
{
    /// <summary>Found, and fresh.</summary>
    Hit,

    /// <summary>Found past its age, and served while it is refilled.</summary>
    StaleHit,

    /// <summary>Found past its age, and served because its subgraph failed.</summary>
    StaleIfError,

    /// <summary>Not found: asked of the subgraph.</summary>
    Miss,

    /// <summary>Not found, but another request or replica was asking already.</summary>
    Wait,

    /// <summary>Refilled in the background.</summary>
    Refill,

    /// <summary>Put into Redis.</summary>
    Stored,

    /// <summary>Larger than one entry may be, or more than its request may store.</summary>
    TooLarge,

    /// <summary>Redis did not answer in time, or was not there.</summary>
    Failed,

    /// <summary>Redis answered that it would not.</summary>
    Refused,
}

/// <summary>The cache's measurements, meter <c>Monitor.Gateway</c>.</summary>
internal static class CacheMetrics
{
    private static readonly Meter meter = new("Monitor.Gateway");

    private static readonly Counter<long> entries = meter.CreateCounter<long>(
        "monitor.gateway.cache",
        "{entry}",
        "Shared entries by outcome: hit, stale, stale if error, miss, wait, refill, stored, too large; calls of Redis: "
        + "failed, refused.");

    private static readonly Counter<long> bytes = meter.CreateCounter<long>(
        "monitor.gateway.cache.stored", "By", "Bytes put into Redis, as they are stored there.");

    public static void Count(CacheOutcome outcome, int count = 1)
    {
        if (count > 0)
        {
            entries.Add(count, new KeyValuePair<string, object?>("outcome", Name(outcome)));
        }
    }

    public static void Stored(long size) => bytes.Add(size);

    private static string Name(CacheOutcome outcome) => outcome switch
    {
        CacheOutcome.Hit => "hit",
        CacheOutcome.StaleHit => "stale",
        CacheOutcome.StaleIfError => "stale if error",
        CacheOutcome.Miss => "miss",
        CacheOutcome.Wait => "wait",
        CacheOutcome.Refill => "refill",
        CacheOutcome.Stored => "stored",
        CacheOutcome.TooLarge => "too large",
        CacheOutcome.Refused => "refused",
        _ => "failed",
    };
}
