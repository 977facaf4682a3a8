namespace Monitor.Gateway.Benchmarks.Subgraphs;

/// <summary>How the subgraphs answer.</summary>
internal sealed record SubgraphServerOptions
{
    /// <summary>Told of each request, before it is answered: the subgraph's name, and the body.</summary>
    public Action<string, byte[]>? Heard { get; init; }

    /// <summary>How long each answer is held back: requests that wait for others then stand apart in time.</summary>
    public TimeSpan Delay { get; init; }
}
