using Monitor.Gateway.Planning.Search;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Stage 2: gives each field to a subgraph. A query is searched as a whole; a mutation field by field, as they run in
/// order.
/// </summary>
internal static class FieldAssignment
{
    /// <exception cref="PlanningException">A field is out of reach.</exception>
    public static List<FetchDraft> Assign(
        FederatedGraph graph, OperationType operation, SelectedSet selection, InternalNames names, PlannerBudget budget)
    {
        var wanted = new WantedSets(graph);
        var search = new PlanSearch(graph, wanted, budget);
        var drafting = new FetchDrafting(names);
        var fields = wanted.Of(selection).Common.Where(field => !field.IsMeta).ToList();
        if (operation == OperationType.Query)
        {
            if (fields.Count > 0)
            {
                drafting.Add(search.Root(graph.Types[graph.QueryType], fields), operation, run: 0);
            }
            return drafting.Fetches;
        }

        var root = graph.Types[operation == OperationType.Mutation ? graph.MutationType! : graph.SubscriptionType!];
        var run = operation == OperationType.Mutation ? 1 : 0;
        foreach (var (subgraph, turn) in Turns(search, root, fields))
        {
            drafting.Add(search.Root(root, turn, subgraph), operation, run++);
        }
        return drafting.Fetches;
    }

    /// <summary>
    /// §6.2.2: the fields of a mutation run one after another; neighbours in one subgraph share a call.
    /// </summary>
    private static List<(Subgraph Subgraph, List<WantedField> Fields)> Turns(
        PlanSearch search, FederatedType root, List<WantedField> fields)
    {
        var turns = new List<(Subgraph Subgraph, List<WantedField> Fields)>();
        foreach (var field in fields)
        {
            var subgraphs = search.Resolving(root, field).ToList();
            if (turns.Count > 0 && subgraphs.Contains(turns[^1].Subgraph))
            {
                turns[^1].Fields.Add(field);
                continue;
            }
            turns.Add((
                subgraphs.FirstOrDefault()
                    ?? throw new PlanningException($"No subgraph resolves {root.Name}.{field.Name}."),
                [field]));
        }
        return turns;
    }
}
