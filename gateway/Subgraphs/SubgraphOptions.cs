using System.ComponentModel.DataAnnotations;

namespace Monitor.Gateway.Subgraphs;

/// <summary>
/// How subgraphs are called: <c>Gateway:FetchTimeout</c> for all of them, <c>Gateway:Subgraphs:reviews:FetchTimeout</c>
/// for one.
/// </summary>
public sealed class SubgraphOptions
{
    public const string Section = "Gateway";

    /// <summary>Under it a section for each subgraph that differs, by its name.</summary>
    public const string OneSection = "Gateway:Subgraphs";

    /// <summary>
    /// Longest wait for the whole answer of a query. Default 2.5 s, so that a subgraph that hangs costs an answer less
    /// than three.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan FetchTimeout { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// As <see cref="FetchTimeout"/>, of a mutation: whoever gives up does not know whether it was done. Default 8 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:02:00")]
    public TimeSpan MutationTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Largest answer, in bytes. Default 8 MiB.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int AnswerBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// Breaks the circuit after this many failures with nothing answered between them; one that took all its time
    /// counts for three. Default 10. A subgraph that still answers somebody is not dead, whatever others ask of it.
    /// </summary>
    [Range(2, 1000)]
    public int BreakerFailures { get; set; } = 10;

    /// <summary>How long a broken circuit refuses calls; then one call tries. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Calls at once. Default 200, less than <c>Gateway:Shedding:MostAtOnce</c>: a subgraph that hangs does not take
    /// all the places that others need. Alone, before other people's subgraphs, 1,000.
    /// </summary>
    [Range(1, 100_000)]
    public int Concurrency { get; set; } = 200;

    /// <summary>How long a call waits for its turn. Default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ConcurrencyWait { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Whether a query is asked once more where the first call did not reach the subgraph, or broke before an answer
    /// began. Mutations never are. Default true.
    /// </summary>
    public bool Retries { get; set; } = true;

    /// <summary>
    /// Mean pause before the second call; each lasts between half and one and a half of it. Default 50 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Second calls per hundred first ones, in the long run; ten are always saved up. Default 20, so that a dead
    /// subgraph gets at most 1.2 times the calls.
    /// </summary>
    [Range(0, 100)]
    public int RetryPercent { get; set; } = 20;

    /// <summary>
    /// HTTP/2 without TLS (h2c, prior knowledge) where <c>--transport direct</c> calls an http address; https addresses
    /// negotiate. Default false: HTTP/1.1.
    /// </summary>
    public bool Http2 { get; set; }

    /// <summary>
    /// The client's headers that are passed on; see <see cref="PassedHeaders"/> for those that never are. Default:
    /// Authorization. A list that is given takes its place.
    /// </summary>
    public IReadOnlyList<string>? Headers { get; set; }
}
