using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Stage 4: where a private fetch selects an entity that all callers share, only its key stays there; the rest becomes
/// a fetch of its own, whose answer can be cached for everyone.
/// </summary>
internal static class SharedEntities
{
    public static void Split(FederatedGraph graph, List<FetchDraft> fetches, InternalNames names)
    {
        foreach (var fetch in fetches.Where(f => f.Run == 0).ToList())
        {
            if (!IsShared(graph, fetch.Selection))
            {
                Split(graph, fetches, names, fetch.Selection, fetch.Target.Path, fetch.Target.OnTypes);
            }
        }
    }

    /// <summary>
    /// True where every field may be shared, by the rule of subgraphs: a field's own hint before that of the object
    /// type it gives, each argument by itself; a leaf without a hint is as its parent, and so is what inherits.
    /// </summary>
    public static bool IsShared(FederatedGraph graph, SelectionDraft selection)
    {
        var own = selection.Type.Cache?.IsShareable ?? false;
        return (own || selection.Fields.Any(field => !IsKey(field)))
            && selection.Fields.All(field => IsShared(graph, field, own))
            && selection.Fragments.All(fragment => IsShared(graph, fragment));
    }

    private static bool IsShared(FederatedGraph graph, FieldDraft field, bool parent)
    {
        if (IsKey(field))
        {
            return true;   // it names the entity: it is as public as what is asked of it
        }
        var isLeaf = field.Selection is null;
        var hint = CacheHint.Of(field.Definition.Cache, isLeaf ? null : graph.Types[field.Definition.TypeName].Cache);
        var inherits = hint is null
            ? isLeaf
            : hint is { MaxAgeSeconds: null, IsPublic: not false } && (isLeaf || hint.Inherits);
        var shared = inherits ? parent : hint?.IsShareable == true;
        return shared && (field.Selection is null || BelowIsShared(graph, field.Selection));
    }

    private static bool IsKey(FieldDraft field) => field.IsInternal && field.Selection is null;

    private static bool BelowIsShared(FederatedGraph graph, SelectionDraft selection) =>
        selection.Fields.All(field => IsShared(graph, field, parent: true))
        && selection.Fragments.All(fragment => BelowIsShared(graph, fragment));

    private static void Split(
        FederatedGraph graph,
        List<FetchDraft> fetches,
        InternalNames names,
        SelectionDraft selection,
        ResultPath path,
        IReadOnlyList<string>? condition)
    {
        foreach (var field in selection.Fields.Where(field => field.Selection is not null))
        {
            var below = path.Below(field.ResponseKey, condition);
            var key = ShareableKey(graph, field);
            if (key is null)
            {
                Split(graph, fetches, names, field.Selection!, below, condition: null);
            }
            else
            {
                fetches.Add(Apart(graph, names, field, below, key));
            }
        }
        foreach (var fragment in selection.Fragments)
        {
            Split(graph, fetches, names, fragment, path, [fragment.Type.Name]);
        }
    }

    /// <summary>
    /// The key by which the same subgraph finds the entity again; null where nothing is to be split off.
    /// </summary>
    private static FieldSet? ShareableKey(FederatedGraph graph, FieldDraft field)
    {
        var selection = field.Selection!;
        if (selection.Type is not { Kind: FederatedKind.Object, Cache.IsShareable: true } type
            || !BelowIsShared(graph, selection))
        {
            return null;
        }
        var subgraph = selection.Fetch.Subgraph;
        return type.Keys
            .Where(key => key.Subgraph == subgraph && key.IsResolvable)
            .Where(key => selection.Fields.Any(f => key.Fields.Find(f.Definition.Name) is null))
            .Select(key => key.Fields)
            .FirstOrDefault(key => CanSelect(graph, type, subgraph, key));
    }

    private static FetchDraft Apart(
        FederatedGraph graph, InternalNames names, FieldDraft field, ResultPath path, FieldSet key)
    {
        var entity = field.Selection!;
        var apart = new FetchDraft(entity.Fetch.Subgraph, OperationType.Query, entity.Fetch.Run)
        {
            Target = new Position(path, entity.Type, IsConditional: false),
            IsRoot = false,
            Representation = key,
            Selection = entity,
        };
        field.Selection = new SelectionDraft(entity.Fetch, entity.Type) { NeedsTypename = entity.NeedsTypename };
        Add(graph, names, field.Selection, path, key);
        apart.Providers.Add(field.Selection);
        entity.MoveTo(apart);
        return apart;
    }

    private static void Add(
        FederatedGraph graph, InternalNames names, SelectionDraft selection, ResultPath path, FieldSet key)
    {
        foreach (var part in key.Fields.Where(part => part.Name != "__typename"))
        {
            var name = names.KeyOf(path, part.Name, part.Arguments);
            var definition = selection.Type.Fields[part.Name];
            var draft = selection.Add(
                name,
                new WantedField(null, part.Name, part.Arguments, null),
                definition,
                definition.Places[selection.Fetch.Subgraph],
                part.Selection is null ? null : graph.Types[definition.TypeName]);
            if (part.Selection is not null)
            {
                Add(graph, names, draft.Selection!, path.Below(name), part.Selection);
            }
        }
    }

    /// <summary>True where a subgraph itself has all fields of the set, and none of it depends on types.</summary>
    private static bool CanSelect(FederatedGraph graph, FederatedType type, Subgraph subgraph, FieldSet set) =>
        set.Fields.All(field =>
            field.Name == "__typename"
            || (type.Fields.TryGetValue(field.Name, out var definition)
                && definition.Places.TryGetValue(subgraph, out var place)
                && place is { IsExternal: false, Requires: null }
                && (field.Selection is null
                    || (!graph.Types[definition.TypeName].IsAbstract
                        && CanSelect(graph, graph.Types[definition.TypeName], subgraph, field.Selection)))));
}
