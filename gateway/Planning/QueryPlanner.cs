using System.Collections.Concurrent;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>Makes a plan of a validated operation, in stages; each stage is a file of this folder.</summary>
/// <param name="graph">The supergraph.</param>
/// <param name="keepsSharedApart">
/// Fetch what all callers share apart from what is private, so that it can be cached. Without a cache it only costs.
/// </param>
/// <param name="limits">The most work that one plan may take; null for the defaults.</param>
public sealed class QueryPlanner(FederatedGraph graph, bool keepsSharedApart, PlannerOptions? limits = null)
{
    private readonly PlannerOptions limits = limits ?? new PlannerOptions();
    private readonly IReadOnlyList<string> labels = Overrides.Labels(graph);
    private readonly ConcurrentDictionary<string, FederatedGraph> decided = new();

    /// <summary>
    /// Decides for one request which labels of progressive overrides are on: a 1 or 0 for each label of the graph, in
    /// order.
    /// </summary>
    public string DecideOverrides() => labels.Count == 0
        ? ""
        : string.Concat(labels.Select(label =>
            Random.Shared.NextDouble() * 100 < (limits.Labels.TryGetValue(label, out var share)
                ? share
                : Overrides.Percent(label) ?? 0)
                ? '1'
                : '0'));

    /// <param name="document">The whole document: the operation's fragments are in it.</param>
    /// <param name="operation">The operation to plan.</param>
    /// <param name="variable">The value of a variable that drives @skip or @include.</param>
    /// <param name="overrides">See <see cref="DecideOverrides"/>; "" where all are off.</param>
    /// <exception cref="PlanningException">The supergraph does not satisfy the operation.</exception>
    /// <exception cref="PlanTooComplexException">The plan takes more work than is allowed.</exception>
    public QueryPlan Plan(
        Document document, OperationDefinition operation, Func<string, bool> variable, string overrides = "")
    {
        var graph = GraphFor(overrides);
        var budget = new PlannerBudget(limits.MaxSteps, limits.MaxTime);
        var selection = OperationNormalizer.Normalize(graph.Api, document, operation, variable, budget: budget);
        var names = new InternalNames(selection);
        var fetches = FieldAssignment.Assign(graph, operation.Operation, selection, names, budget);
        if (keepsSharedApart)
        {
            SharedEntities.Split(graph, fetches, names);
        }
        var steps = FetchSteps.Of(fetches);
        var callOf = FetchMerging.Calls(graph, fetches, keepsSharedApart);
        FetchDelaying.Delay(steps, callOf);
        var merged = FetchMerging.Merge(graph, fetches, steps, callOf, names);
        return new QueryPlan(operation.Operation, selection, FetchDocuments.Write(merged, operation));
    }

    /// <summary>Few decisions are ever made for one graph; beyond that many they are made anew.</summary>
    private FederatedGraph GraphFor(string overrides)
    {
        if (labels.Count == 0)
        {
            return graph;
        }
        if (decided.TryGetValue(overrides, out var known))
        {
            return known;
        }
        var on = labels.Where((_, index) => index < overrides.Length && overrides[index] == '1').ToHashSet();
        var made = Overrides.Decide(graph, on.Contains);
        if (decided.Count < 64)
        {
            decided.TryAdd(overrides, made);
        }
        return made;
    }
}
