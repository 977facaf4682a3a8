using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Stage 2: gives each field to a subgraph. A field stays with the subgraph that its object came from when that one can
/// resolve it; else a hop by key fetches it, in a chain where no single key leads there. What cannot be had below a
/// value type is asked again from its parent, until an entity or the root is reached.
/// </summary>
internal sealed class FieldAssignment
{
    private readonly FederatedGraph graph;
    private readonly InternalNames names;
    private readonly List<FetchDraft> fetches = [];
    private readonly Dictionary<(string Path, string Type), Position> positions = [];
    private readonly Dictionary<(Position, Subgraph, string Requires), FetchDraft> reentries = [];
    private HashSet<SelectionDraft>? touched;
    private int run;

    private FieldAssignment(FederatedGraph graph, SelectedSet operation)
    {
        this.graph = graph;
        names = new InternalNames(operation);
    }

    /// <exception cref="PlanningException">A field is out of reach.</exception>
    public static List<FetchDraft> Assign(
        FederatedGraph graph, OperationType operation, SelectedSet selection, out InternalNames names)
    {
        var assignment = new FieldAssignment(graph, selection);
        names = assignment.names;
        var fields = selection.Common.Where(field => !IsMeta(field)).ToList();
        if (operation == OperationType.Mutation)
        {
            assignment.AssignInOrder(graph.Types[graph.MutationType!], fields);
        }
        else
        {
            var root = new Position(ResultPath.Root, graph.Types[graph.QueryType], isConditional: false);
            Demand(assignment.Hop(root, OperationType.Query, fields, without: null), root);
        }
        return assignment.fetches;
    }

    /// <summary>
    /// §6.2.2: the fields of a mutation run one after another; neighbours in one subgraph share a call.
    /// </summary>
    private void AssignInOrder(FederatedType type, List<SelectedField> fields)
    {
        Position? root = null;
        foreach (var field in fields)
        {
            var here = root is not null && root.Selections.Keys.Any(s => PlaceOf(s, type, field, null) is not null);
            if (!here)
            {
                run++;
                root = new Position(ResultPath.Root, type, isConditional: false);
            }
            Demand(Hop(root!, OperationType.Mutation, [field], without: null), root!);
        }
    }

    private static void Demand(List<SelectedField> unresolved, Position position)
    {
        if (unresolved.Count > 0)
        {
            throw new PlanningException(
                $"No subgraph resolves {Describe(position.Type.Name, unresolved[0])}.");
        }
    }

    private static string Describe(string type, SelectedField field)
    {
        var below = field.Selection is null
            ? null
            : field.Selection.Common.Concat(field.Selection.Specific.Values.SelectMany(f => f)).FirstOrDefault();
        return below is null
            ? $"{type}.{field.Name}"
            : $"{type}.{field.Name} > {Describe(field.Selection!.Type.Name, below)}";
    }

    /// <summary>
    /// Fields of one object type, in the fetch that brought the object. Returns what is out of reach.
    /// </summary>
    private List<SelectedField> AssignObject(
        Position position, SelectionDraft at, IEnumerable<SelectedField> fields, FieldSet? provided)
    {
        var elsewhere = new List<SelectedField>();
        foreach (var field in fields.Where(field => !IsMeta(field)))
        {
            var place = PlaceOf(at.Fetch.Subgraph, position.Type, field, provided);
            if (place is { Requires: null })
            {
                var left = AddField(position, at, field, place, provided);
                if (left is not null)
                {
                    elsewhere.Add(left);
                }
            }
            else
            {
                elsewhere.Add(field);
            }
        }
        return elsewhere.Count == 0 ? [] : Hop(position, OperationType.Query, elsewhere, at.Fetch.Subgraph);
    }

    /// <summary>Adds a field that the fetch's subgraph resolves. Returns the part below it that it does not.</summary>
    private SelectedField? AddField(
        Position position, SelectionDraft at, SelectedField field, FieldPlace place, FieldSet? provided)
    {
        touched?.Add(at);
        var definition = at.Type.Fields[field.Name];
        var type = field.Selection is null ? null : graph.Types[definition.TypeName];
        var draft = at.Add(field, definition, type);
        if (type is null)
        {
            return null;
        }
        var below = provided?.Find(field.Name)?.Selection;
        var provides = (place.Provides, below) switch
        {
            (null, _) => below,
            (_, null) => place.Provides,
            _ => new FieldSet([.. place.Provides!.Fields, .. below!.Fields]),
        };
        var path = position.Path.Below(field.ResponseKey, position.IsConditional ? [position.Type.Name] : null);
        var left = AssignSet(path, draft.Selection!, field.Selection!, provides);
        return left is null ? null : field with { Selection = left };
    }

    /// <summary>All that is asked of a value. Returns what is out of reach; null for nothing.</summary>
    private SelectedSet? AssignSet(ResultPath path, SelectionDraft at, SelectedSet set, FieldSet? provided)
    {
        if (!at.Type.IsAbstract)
        {
            var left = AssignObject(PositionAt(path, at, isConditional: false), at, set.For(at.Type.Name), provided);
            return left.Count == 0 ? null : Part(set, left, new Dictionary<string, IReadOnlyList<SelectedField>>());
        }

        var possible = graph.PossibleTypes(at.Type, at.Fetch.Subgraph).ToList();
        var stays = set.Common.All(field => IsMeta(field) || IsSameForAll(at, possible, field));
        var leftCommon = new List<SelectedField>();
        if (stays)
        {
            var position = new Position(path, at.Type, isConditional: false);
            foreach (var field in set.Common.Where(field => !IsMeta(field)))
            {
                var left = AddField(position, at, field, PlaceOf(at.Fetch.Subgraph, at.Type, field, null)!, provided);
                if (left is not null)
                {
                    leftCommon.Add(left);
                }
            }
        }
        var leftSpecific = new Dictionary<string, IReadOnlyList<SelectedField>>();
        foreach (var type in possible)
        {
            var fields = stays ? set.Specific.GetValueOrDefault(type.Name) ?? [] : set.For(type.Name);
            if (fields.All(IsMeta))
            {
                continue;
            }
            var fragment = at.Fragment(type);
            var left = AssignObject(PositionAt(path, fragment, isConditional: true), fragment, fields, provided);
            if (left.Count > 0)
            {
                leftSpecific[type.Name] = left;
            }
        }
        return leftCommon.Count + leftSpecific.Count == 0 ? null : Part(set, leftCommon, leftSpecific);
    }

    /// <summary>True where an interface's field can be asked once, for whatever type the value has.</summary>
    private static bool IsSameForAll(SelectionDraft at, List<FederatedType> possible, SelectedField field) =>
        PlaceOf(at.Fetch.Subgraph, at.Type, field, null) is { Requires: null }
        && possible.All(type => PlaceOf(at.Fetch.Subgraph, type, field, null) is { Requires: null });

    /// <summary>Asks fields of other subgraphs. Returns what none of them resolves.</summary>
    private List<SelectedField> Hop(
        Position position, OperationType operation, List<SelectedField> fields, Subgraph? without)
    {
        var unresolved = new List<SelectedField>();
        foreach (var field in fields)
        {
            SelectedField? left = field;
            var tried = new HashSet<Subgraph>();
            while (left is not null && Best(position, fields, left, without, tried) is { } subgraph)
            {
                tried.Add(subgraph);
                var place = PlaceOf(subgraph, position.Type, left, null)!;
                var selection = position.Path.IsRoot
                    ? Root(position, operation, subgraph)
                    : Reach(position, subgraph, place.Requires);
                left = AddField(position, selection, left, place, provided: null);
            }
            if (left is not null)
            {
                unresolved.Add(left);
            }
        }
        return unresolved;
    }

    /// <summary>
    /// The subgraph for a field: one that is asked at this place already, else the fewest hops away, then the one that
    /// resolves most of all that is wanted here, then the first of the file.
    /// </summary>
    private Subgraph? Best(
        Position position, List<SelectedField> all, SelectedField field, Subgraph? without, HashSet<Subgraph> tried) =>
        graph.Subgraphs
            .Where(subgraph => !tried.Contains(subgraph))
            .Select(subgraph => (Subgraph: subgraph, Place: PlaceOf(subgraph, position.Type, field, null)))
            .Where(candidate => candidate.Place is not null
                && (candidate.Subgraph != without || candidate.Place.Requires is not null))
            .Select(candidate => (
                candidate.Subgraph,
                Hops: HopsTo(position, candidate.Subgraph, candidate.Place!),
                Covers: all.Sum(wanted => Coverage(candidate.Subgraph, position.Type, wanted))))
            .Where(candidate => candidate.Hops is not null)
            .OrderBy(candidate => candidate.Hops)
            .ThenByDescending(candidate => candidate.Covers)
            .Select(candidate => candidate.Subgraph)
            .FirstOrDefault();

    private int? HopsTo(Position position, Subgraph subgraph, FieldPlace place)
    {
        if (position.Path.IsRoot)
        {
            return position.Selections.ContainsKey(subgraph) ? 0 : 1;
        }
        List<Subgraph> known = [.. position.Selections.Keys];
        if (!position.Selections.ContainsKey(subgraph))
        {
            return KeyRoutes.Find(graph, position.Type, known, subgraph)?.Count;
        }
        if (place.Requires is null)
        {
            return 0;
        }
        return KeyRoutes.FindAgain(graph, position.Type, known, subgraph) is null ? null : 1;
    }

    /// <summary>How many leaves of a field a subgraph resolves without any hop.</summary>
    private int Coverage(Subgraph subgraph, FederatedType type, SelectedField field)
    {
        if (IsMeta(field) || PlaceOf(subgraph, type, field, null) is not { Requires: null })
        {
            return 0;
        }
        if (field.Selection is null)
        {
            return 1;
        }
        var below = graph.Types[type.Fields[field.Name].TypeName];
        return graph.PossibleTypes(below, subgraph)
            .Sum(possible => field.Selection.For(possible.Name).Sum(inner => Coverage(subgraph, possible, inner)));
    }

    private SelectionDraft Root(Position position, OperationType operation, Subgraph subgraph)
    {
        if (!position.Selections.TryGetValue(subgraph, out var selection))
        {
            var fetch = new FetchDraft(subgraph, operation, run);
            fetch.Selection = selection = position.Selections[subgraph] = new SelectionDraft(fetch, position.Type);
            fetches.Add(fetch);
        }
        return selection;
    }

    /// <summary>
    /// The selection by which a subgraph is asked of the objects here, after the hops that lead to it.
    /// </summary>
    private SelectionDraft Reach(Position position, Subgraph subgraph, FieldSet? requires)
    {
        if (requires is not null)
        {
            return ReachWith(position, subgraph, requires);
        }
        if (position.Selections.TryGetValue(subgraph, out var selection))
        {
            return selection;
        }
        foreach (var hop in KeyRoutes.Find(graph, position.Type, [.. position.Selections.Keys], subgraph)!)
        {
            var fetch = Entities(position, hop);
            position.Selections[hop.To] = fetch.Selection;
        }
        return position.Selections[subgraph];
    }

    /// <summary>@requires: an own hop, whose representation carries the fields that others resolve.</summary>
    private SelectionDraft ReachWith(Position position, Subgraph subgraph, FieldSet requires)
    {
        var key = (position, subgraph, requires.ToString());
        if (reentries.TryGetValue(key, out var known))
        {
            return known.Selection;
        }
        var from = position.Selections.First();
        var outer = touched;
        touched = [];
        Demand(
            AssignObject(position, from.Value, names.Fields(position.Path, requires, position.Type, graph), null),
            position);
        var providers = touched;
        touched = outer;

        var chain = KeyRoutes.Find(graph, position.Type, [.. position.Selections.Keys], subgraph);
        if (chain is { Count: > 1 })
        {
            Reach(position, chain[^2].To, requires: null);
        }
        var hop = KeyRoutes.FindAgain(graph, position.Type, [.. position.Selections.Keys], subgraph)!;
        var fetch = Entities(position, hop);
        fetch.Requires = requires;
        fetch.Providers.UnionWith(providers);
        reentries[key] = fetch;
        return fetch.Selection;
    }

    private FetchDraft Entities(Position position, Hop hop)
    {
        var fetch = new FetchDraft(hop.To, OperationType.Query, run) { Target = position, Representation = hop.Key };
        fetch.Selection = new SelectionDraft(fetch, position.Type);
        fetches.Add(fetch);

        var from = position.Selections[hop.From];
        foreach (var field in names.Fields(position.Path, hop.Key, position.Type, graph))
        {
            AddField(position, from, field, position.Type.Fields[field.Name].Places[hop.From], provided: null);
        }
        fetch.Providers.Add(from);
        touched?.Add(from);
        return fetch;
    }

    private Position PositionAt(ResultPath path, SelectionDraft at, bool isConditional)
    {
        var key = (path.ToString(), at.Type.Name);
        if (!positions.TryGetValue(key, out var position))
        {
            positions[key] = position = new Position(path, at.Type, isConditional);
        }
        position.Selections.TryAdd(at.Fetch.Subgraph, at);
        return position;
    }

    /// <summary>How a subgraph has a field; null where it does not, or only names it.</summary>
    private static FieldPlace? PlaceOf(Subgraph subgraph, FederatedType type, SelectedField field, FieldSet? provided)
    {
        if (!type.Fields.TryGetValue(field.Name, out var definition)
            || !definition.Places.TryGetValue(subgraph, out var place))
        {
            return null;
        }
        return !place.IsExternal || provided?.Find(field.Name) is not null ? place : null;
    }

    private static SelectedSet Part(
        SelectedSet whole,
        IReadOnlyList<SelectedField> common,
        IReadOnlyDictionary<string, IReadOnlyList<SelectedField>> specific) =>
        new(whole.Type, common, specific, type => [.. common, .. specific.GetValueOrDefault(type) ?? []]);

    /// <summary>__typename, __schema, __type: the gateway answers them itself.</summary>
    private static bool IsMeta(SelectedField field) => field.Name.StartsWith("__", StringComparison.Ordinal);
}
