using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Stage 7: one call per subgraph and step. Entity fetches that stand in the same step become one, whatever their
/// places and types; shared ones keep apart from private ones, so that they stay cacheable.
/// </summary>
internal static class FetchMerging
{
    /// <summary>What fetches of one step must have in common to be one call.</summary>
    /// <param name="graph">The supergraph.</param>
    /// <param name="fetches">All of a plan.</param>
    /// <param name="keepsSharedApart">What all callers share is asked apart from what is private.</param>
    public static Func<FetchDraft, object> Calls(
        FederatedGraph graph, IReadOnlyList<FetchDraft> fetches, bool keepsSharedApart)
    {
        var calls = fetches.ToDictionary(fetch => fetch, object (fetch) => new Call(
            fetch.Subgraph,
            fetch.IsRoot ? fetch.Target.Path.ToString() : null,
            // A mutation reads what it changed, never what was cached before.
            keepsSharedApart && fetch.Run == 0 && SharedEntities.IsShared(graph, fetch.Selection)));
        return fetch => calls[fetch];
    }

    /// <returns>Fetches without their documents, numbered in order.</returns>
    public static IReadOnlyList<Fetch> Merge(
        FederatedGraph graph,
        IReadOnlyList<FetchDraft> fetches,
        Dictionary<FetchDraft, int> steps,
        Func<FetchDraft, object> callOf,
        InternalNames names)
    {
        var ids = new Dictionary<FetchDraft, int>();
        var merged = new List<(List<FetchDraft> Drafts, int Step, bool IsShared)>();
        foreach (var step in fetches.GroupBy(fetch => steps[fetch]).OrderBy(group => group.Key))
        {
            foreach (var group in step.GroupBy(callOf))
            {
                merged.Add(([.. group], step.Key, ((Call)group.Key).IsShared));
                foreach (var draft in group)
                {
                    ids[draft] = merged.Count;
                }
            }
        }
        var calls = merged.Count(group => group.Drafts[0].Operation == OperationType.Mutation);
        var call = 0;
        return
        [
            .. merged.Select((group, index) => FetchOf(graph, group.Drafts, names) with
            {
                Id = index + 1,
                Step = group.Step,
                DependsOn = DependsOn(group.Drafts, merged.Select(other => other.Drafts).ToList(), ids),
                MayBeShared = group.IsShared,
                MutationCall = calls > 1 && group.Drafts[0].Operation == OperationType.Mutation ? ++call : null,
            }),
        ];
    }

    private static IReadOnlyList<int> DependsOn(
        List<FetchDraft> drafts, List<List<FetchDraft>> all, Dictionary<FetchDraft, int> ids)
    {
        var run = drafts[0].Run;
        // A later turn of a mutation waits for everything of the turn before.
        IEnumerable<FetchDraft> earlier = drafts[0] is { Operation: OperationType.Mutation }
            ? all.SelectMany(group => group).Where(draft => draft.Run == run - 1)
            : [];
        return [.. drafts.SelectMany(draft => draft.DependsOn).Concat(earlier).Select(d => ids[d]).Distinct().Order()];
    }

    private static Fetch FetchOf(FederatedGraph graph, List<FetchDraft> drafts, InternalNames names)
    {
        var fetch = new Fetch
        {
            Id = 0,
            Step = 0,
            Subgraph = drafts[0].Subgraph,
            Operation = drafts[0].Operation,
            Document = "",
            Variables = [],
            DependsOn = [],
            MayBeShared = false,
        };
        if (!drafts[0].IsRoot)
        {
            return fetch with { Entities = EntityMerging.Groups(graph, drafts, names) };
        }
        var root = RootOf(drafts);
        return fetch with { Root = ResponseKeys.Of([root])(root), RootPath = drafts[0].Target.Path };
    }

    /// <summary>Objects of one place that are of the root type: what is wanted of them goes together.</summary>
    private static PlannedSelection RootOf(List<FetchDraft> drafts) =>
        drafts.Select(draft => Planned(draft.Selection)).Aggregate((one, other) =>
            SelectionMerging.Union(one, other)
            ?? throw new PlanningException("Two selections of the root type at one place do not go together."));

    /// <summary>What a draft selects, as the plan says it.</summary>
    public static PlannedSelection Planned(SelectionDraft draft) => Planned(draft, onTypes: null);

    private static PlannedSelection Planned(SelectionDraft draft, IReadOnlyList<string>? onTypes) => new(
        draft.Type.Name,
        draft.NeedsTypename,
        onTypes,
        [
            .. draft.Fields.Select(field => new PlannedField(
                field.ResponseKey,
                field.ResponseKey,
                field.Definition.Name,
                field.Arguments,
                field.Place.Type,
                field.Selection is null ? null : Planned(field.Selection, onTypes: null),
                field.IsInternal)),
        ],
        [.. draft.Fragments.Select(fragment => Planned(fragment, [fragment.Type.Name]))]);

    private sealed record Call(Subgraph Subgraph, string? RootAt, bool IsShared);
}
