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
                IsRoot: draft.Target is null,
                // A mutation reads what it changed, never what was cached before.
                IsShared: draft.Run == 0 && SharedEntities.IsShared(graph, draft.Selection)));
            if (!keepsSharedApart)
            {
                groups = steps[step].GroupBy(draft => (draft.Subgraph, draft.Target is null, false));
            }
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
            .. merged.Select((group, index) => FetchOf(group.Drafts, names) with
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

    private static Fetch FetchOf(List<FetchDraft> drafts, InternalNames names)
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
        return drafts[0].Target is null
            ? fetch with { Root = Planned(drafts[0].Selection) }
            : fetch with { Entities = Groups(drafts, names) };
    }

    private static List<EntityGroup> Groups(List<FetchDraft> drafts, InternalNames names)
    {
        var groups = new List<(List<PlannedSelection> Types, List<EntityTarget> Targets)>();
        foreach (var draft in drafts)
        {
            var selection = Planned(draft.Selection);
            var index = groups.FindIndex(group => TryAdd(group.Types, selection));
            if (index < 0)
            {
                index = groups.Count;
                groups.Add(([selection], []));
            }
            AddTarget(groups[index].Targets, draft, selection, names);
        }
        return
        [
            .. groups.Select((group, index) => new EntityGroup(
                index == 0 ? "_entities" : $"_entities{index + 1}",
                index == 0 ? "representations" : $"representations{index + 1}",
                group.Types,
                group.Targets)),
        ];
    }

    private static bool TryAdd(List<PlannedSelection> types, PlannedSelection selection)
    {
        var same = types.FindIndex(type => type.Type == selection.Type);
        var others = types.Where((_, index) => index != same);
        if (others.Any(other => !SelectionMerging.GoTogether(other, selection)))
        {
            return false;
        }
        if (same < 0)
        {
            types.Add(selection);
            return true;
        }
        var union = SelectionMerging.Union(types[same], selection);
        if (union is null)
        {
            return false;
        }
        types[same] = union;
        return true;
    }

    private static void AddTarget(
        List<EntityTarget> targets, FetchDraft draft, PlannedSelection selection, InternalNames names)
    {
        var place = draft.Target!;
        List<RepresentationField> representation =
        [
            .. Representation(place.Path, draft.Representation, names),
            .. Representation(place.Path, draft.Requires, names)
                .Where(field => draft.Representation.Find(field.Name) is null)
                .Select(field => field with { MayBeNull = true }),
        ];
        var same = targets.FindIndex(target =>
            target.TypeName == place.Type.Name && target.Path.ToString() == place.Path.ToString());
        if (same < 0)
        {
            targets.Add(new EntityTarget(
                place.Path,
                place.IsConditional ? [place.Type.Name] : null,
                place.Type.Name,
                representation,
                selection));
            return;
        }
        var known = targets[same];
        targets[same] = known with
        {
            Fields = SelectionMerging.Union(known.Fields, selection) ?? known.Fields,
            Representation =
            [
                .. known.Representation,
                .. representation.Where(field => !known.Representation.Any(other => other.Name == field.Name)),
            ],
        };
    }

    private static List<RepresentationField> Representation(ResultPath path, FieldSet set, InternalNames names) =>
    [
        .. set.Fields.Select(field =>
        {
            var key = names.KeyOf(path, field);
            return new RepresentationField(
                field.Name,
                key,
                field.OnType is null ? null : [field.OnType],
                field.Selection is null ? null : Representation(path.Below(key), field.Selection, names));
        }),
    ];

    private static PlannedSelection Planned(SelectionDraft draft) => new(
        draft.Type.Name,
        draft.Type.IsAbstract,
        OnTypes: null,
        [
            .. draft.Fields.Select(field => new PlannedField(
                field.ResponseKey,
                field.ResponseKey,
                field.Definition.Name,
                field.Arguments,
                field.Definition.Type,
                field.Selection is null ? null : Planned(field.Selection),
                field.IsInternal)),
        ],
        [.. draft.Fragments.Select(Planned)]);
}
