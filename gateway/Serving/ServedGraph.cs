using Monitor.Gateway.Access;
using Monitor.Gateway.Execution;
using Monitor.Gateway.Execution.Shapes;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.AspNetCore.Limits;

namespace Monitor.Gateway.Serving;

/// <summary>
/// One supergraph and all that is derived from it. A request takes it once and keeps to it, so that another one may
/// take its place at any moment.
/// </summary>
/// <param name="graph">The supergraph.</param>
/// <param name="limits">The limits of every request.</param>
/// <param name="keepsSharedApart">See <see cref="QueryPlanner"/>.</param>
/// <param name="planner">What a plan may cost.</param>
internal sealed class ServedGraph(
    FederatedGraph graph, GraphQLOptions limits, bool keepsSharedApart, PlannerOptions planner)
{
    public FederatedGraph Graph { get; } = graph;

    /// <summary>See <see cref="SupergraphText.Hash"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>The documents in use, parsed and validated.</summary>
    public DocumentCache Documents { get; } = new(graph.Api, limits);

    public RequestLimits Limits { get; } = new(graph.Api, limits);

    /// <summary>What callers may not have is taken out of documents before they are planned.</summary>
    public AccessCheck Access { get; } = new(graph.Api, graph.Access);

    public PlannedDocuments Plans { get; } = new(new QueryPlanner(graph, keepsSharedApart, planner), graph.Api);

    public CompiledPlans Compiled { get; } = new(graph);

    public IntrospectionAnswers Introspection { get; } = new(graph.Api);
}
