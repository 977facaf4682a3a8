using Microsoft.Extensions.Options;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.AspNetCore;

namespace Monitor.Gateway.Serving;

/// <summary>The supergraph that is served now.</summary>
/// <exception cref="SupergraphException">There is no file, or it cannot be served.</exception>
internal sealed class CurrentGraph(
    IOptions<GatewayOptions> options, IOptions<GraphQLOptions> limits, AggregateCache cache)
{
    /// <summary>Immutable: whoever needs it twice in one request reads it once.</summary>
    public ServedGraph Now { get; } = new(Read(options.Value.Supergraph), limits.Value, cache.IsConfigured);

    private static FederatedGraph Read(string file) => File.Exists(file)
        ? SupergraphReader.Read(File.ReadAllText(file))
        : throw new SupergraphException($"There is no supergraph at {Path.GetFullPath(file)}: run ./monitor compose.");
}
