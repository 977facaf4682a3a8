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

    /// <param name="document">The whole document: the operation's fragments are in it.</param>
    /// <param name="operation">The operation to plan.</param>
    /// <param name="variable">The value of a variable that drives @skip or @include.</param>
    /// <exception cref="PlanningException">The supergraph does not satisfy the operation.</exception>
    /// <exception cref="PlanTooComplexException">The plan takes more work than is allowed.</exception>
    public QueryPlan Plan(Document document, OperationDefinition operation, Func<string, bool> variable)
    {
        var budget = new PlannerBudget(limits.MaxSteps, limits.MaxTime);
        var selection = OperationNormalizer.Normalize(graph.Api, document, operation, variable, budget: budget);
        var names = new InternalNames(selection);
        var fetches = FieldAssignment.Assign(graph, operation.Operation, selection, names, budget);
        if (keepsSharedApart)
        {
            SharedEntities.Split(graph, fetches, names);
        }
        var steps = FetchSteps.Of(fetches);
        var merged = FetchMerging.Merge(graph, steps, names, keepsSharedApart);
        return new QueryPlan(operation.Operation, selection, FetchDocuments.Write(merged, operation));
    }
}
