using System.ComponentModel.DataAnnotations;

namespace Monitor.Gateway;

/// <summary>How the gateway reaches subgraphs.</summary>
public enum Transport
{
    /// <summary>Through the sidecar at DAPR_HTTP_PORT; a subgraph's name is its app id.</summary>
    Dapr,

    /// <summary>By the addresses in the supergraph: for benchmarks and for other people's subgraphs.</summary>
    Direct,
}

/// <summary>Settings of the gateway, from <c>Gateway:…</c> or the command line.</summary>
public sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>
    /// Path of the supergraph; <c>--supergraph</c>. Default: the file that was composed into this repository.
    /// </summary>
    [Required]
    public string Supergraph { get; set; } = Path.Combine(AppContext.BaseDirectory, "supergraph.graphql");

    /// <summary><c>--transport dapr|direct</c>. Default: dapr where DAPR_HTTP_PORT is set, else direct.</summary>
    public Transport? Transport { get; set; }

    /// <summary>Longest wait for one subgraph call. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan FetchTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time for all subgraph calls of a request together. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:02:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Largest answer of a subgraph, in bytes. Default 8 MiB.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int AnswerBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Connections kept to one subgraph or to the sidecar. Default 64.</summary>
    [Range(1, 4096)]
    public int Connections { get; set; } = 64;

    /// <summary>
    /// A request with the header <c>monitor-explain: true</c> gets its plan and the time of each fetch in extensions.
    /// Default: in Development only.
    /// </summary>
    public bool? Explains { get; set; }

    /// <summary>Breaks the circuit of a subgraph after this many failures in ten seconds. Default 10.</summary>
    [Range(2, 1000)]
    public int BreakerFailures { get; set; } = 10;

    /// <summary>
    /// HTTP addresses beside /graphql and the services behind them: <c>Gateway:Forward:0:Prefix</c>, … Default: what
    /// our own services offer (<see cref="Forwarding.Forward"/>). A list that is given takes its place.
    /// </summary>
    public IReadOnlyList<Forwarding.Forward>? Forward { get; set; }

    /// <summary>How long a broken circuit refuses calls. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(2);
}
