using System.Text;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.AspNetCore;

namespace Monitor.Gateway.Serving;

/// <summary>The supergraph that is served now.</summary>
internal sealed class CurrentGraph
{
    private readonly GraphQLOptions limits;
    private readonly bool keepsSharedApart;
    private readonly PlannerOptions planner;
    private volatile ServedGraph now;

    /// <exception cref="SupergraphException">There is no file, or it cannot be served.</exception>
    public CurrentGraph(
        IOptions<GatewayOptions> options,
        IOptions<GraphQLOptions> limits,
        IOptions<PlannerOptions> planner,
        AggregateCache cache)
    {
        this.limits = limits.Value;
        this.planner = planner.Value;
        keepsSharedApart = cache.IsConfigured;
        File = new SupergraphFile(options.Value.Supergraph);
        now = Load(File.Read());
    }

    /// <summary>Another supergraph is served from now on; <see cref="Now"/> has it already.</summary>
    public event Action? Changed;

    /// <summary>Where it stands.</summary>
    public SupergraphFile File { get; }

    /// <summary>Immutable: whoever needs it twice in one request reads it once.</summary>
    public ServedGraph Now => now;

    /// <summary>
    /// Serves another supergraph from now on; requests under way, and subscriptions, go on with the one they took.
    /// </summary>
    /// <exception cref="Exception">It cannot be served, for whatever reason; the one before stays.</exception>
    public void Replace(SupergraphText text)
    {
        now = Load(text);
        Changed?.Invoke();
    }

    private ServedGraph Load(SupergraphText text) =>
        new(SupergraphReader.Read(Encoding.UTF8.GetString(text.Bytes)), limits, keepsSharedApart, planner)
        {
            Hash = text.Hash,
        };
}
