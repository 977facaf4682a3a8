using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Stage 5: one call per subgraph and step. Entity fetches that stand in the same step become one, whatever their
/// places and types; shared ones keep apart from private ones, so that they stay cacheable.
/// </summary>
internal static class FetchMerging
{
    /// <returns>Fetches without their documents, numbered in order.</returns>
    public static IReadOnlyList<Fetch> Merge(
        FederatedGraph graph,
        IReadOnlyList<IReadOnlyList<FetchDraft>> steps,
        InternalNames names,
        bool keepsSharedApart)
    {
        var ids = new Dictionary<FetchDraft, int>();
        var merged = new List<(List<FetchDraft> Drafts, int Step, bool IsShared)>();
        for (var step = 0; step < steps.Count; step++)
        {
            var groups = steps[step].GroupBy(draft => (
                draft.Subgraph,
                RootAt: draft.IsRoot ? draft.Target.Path.ToString() : null,
                // A mutation reads what it changed, never what was cached before.
                IsShared: keepsSharedApart && draft.Run == 0 && SharedEntities.IsShared(graph, draft.Selection)));
            foreach (var group in groups)
            {
                merged.Add(([.. group], step + 1, group.Key.IsShared));
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
}
