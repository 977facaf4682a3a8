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

/// <summary>
/// Settings of the gateway, from <c>Gateway:…</c> or the command line. How subgraphs are called:
/// <see cref="Subgraphs.SubgraphOptions"/>.
/// </summary>
public sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>
    /// Path of the supergraph; <c>--supergraph</c>. Default: the file that was composed into this repository.
    /// </summary>
    [Required]
    public string Supergraph { get; set; } = Path.Combine(AppContext.BaseDirectory, "supergraph.graphql");

    /// <summary>
    /// How often the supergraph's file is looked at, beside what the system tells of its changes. Default 5 s; zero: a
    /// changed file is served after a restart only.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan WatchEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary><c>--transport dapr|direct</c>. Default: dapr where DAPR_HTTP_PORT is set, else direct.</summary>
    public Transport? Transport { get; set; }

    /// <summary>Longest time for all subgraph calls of a request together. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:02:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Connections to one address with <c>--transport direct</c>; calls beyond it wait. The sidecar's are not counted:
    /// <see cref="Subgraphs.SubgraphOptions.Concurrency"/> limits the calls. Default 256.
    /// </summary>
    [Range(1, 4096)]
    public int Connections { get; set; } = 256;

    /// <summary>
    /// Names of operations that metrics tell apart; later ones are counted together as <c>other</c>. Default 200.
    /// </summary>
    [Range(0, 10_000)]
    public int OperationNames { get; set; } = 200;

    /// <summary>
    /// Whether requests that ask a subgraph the same at the same time share its answer, where it cannot tell them
    /// apart. Within one request they always do. Default: yes.
    /// </summary>
    public bool ShareBetweenRequests { get; set; } = true;

    /// <summary>
    /// A request with the header <c>monitor-explain: true</c> gets its plan and the time of each fetch in extensions.
    /// Default: in Development only.
    /// </summary>
    public bool? Explains { get; set; }

    /// <summary>
    /// HTTP addresses beside /graphql and the services behind them: <c>Gateway:Forward:0:Prefix</c>, … Default: what
    /// our own services offer (<see cref="Forwarding.Forward"/>). A list that is given takes its place.
    /// </summary>
    public IReadOnlyList<Forwarding.Forward>? Forward { get; set; }
}
