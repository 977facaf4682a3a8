using System.ComponentModel.DataAnnotations;

namespace Monitor.Gateway.Shedding;

/// <summary>
/// How many requests to /graphql are answered at once, and who waits for a place. Beyond it: 503 OVERLOADED with
/// Retry-After, before the body is read or a token checked.
/// </summary>
public sealed class SheddingOptions
{
    public const string Section = "Gateway:Shedding";

    /// <summary>
    /// Most requests that are answered at once in this process, 1 to 10,000. Default 256; alone, before other people's
    /// subgraphs, 1,024.
    /// </summary>
    [Range(1, 10_000)]
    public int MostAtOnce { get; set; } = 256;

    /// <summary>
    /// Fewest, however slow the answers are: the number at once moves between the two. Default 32, or
    /// <see cref="MostAtOnce"/> where that is less.
    /// </summary>
    [Range(1, 10_000)]
    public int FewestAtOnce { get; set; } = 32;

    /// <summary>
    /// Where more than a tenth of the answers take longer than this while others wait for a place, fewer are answered
    /// at once. Default 500 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a request may wait for a place. Default 30 ms; zero: none waits.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMilliseconds(30);

    /// <summary>How many may wait. Default 1,000.</summary>
    [Range(0, 100_000)]
    public int MostWaiting { get; set; } = 1_000;
}
