using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Planning.Search;

/// <summary>
/// Stage 2: finds who answers what, in as few calls as it can, then in as few steps, then with as few fields. Every
/// selection is solved once for each subgraph that may bring its value; a place keeps the few best ways to answer its
/// fields (a beam) while it goes through them. What cannot be had below a value type goes up to its parent, which asks
/// another subgraph for it. See docs/decisions/0030-planner.md.
/// </summary>
internal sealed partial class PlanSearch
{
    private const int Alternatives = 4;
    private const int Deepest = 64;

    private readonly FederatedGraph graph;
    private readonly WantedSets wanted;
    private readonly PlannerBudget budget;
    private readonly Dictionary<Subgraph, int> numbers;
    private readonly CallSet none;
    private readonly Dictionary<(Value, bool), IReadOnlyList<SetSolution>?> solved = [];
    private readonly Dictionary<(FederatedType, Subgraph), IReadOnlyList<FederatedType>> possible = [];
    private int depth;

    public PlanSearch(FederatedGraph graph, WantedSets wanted, PlannerBudget budget)
    {
        this.graph = graph;
        this.wanted = wanted;
        this.budget = budget;
        numbers = graph.Subgraphs.Select((subgraph, number) => (subgraph, number)).ToDictionary();
        none = CallSet.Empty(graph.Subgraphs.Count);
    }

    private int Width => budget.IsShort ? 1 : 8;

    /// <summary>Fields of the root, of whatever subgraphs.</summary>
    /// <exception cref="PlanningException">A field is out of reach.</exception>
    public ObjectSolution Root(FederatedType type, IReadOnlyList<WantedField> fields) =>
        Best(type, fields, Fill(
            SearchState.Begin(null, none), fields, new Spot(type, IsRoot: true, IsPure: false)));

    /// <summary>Fields of the root that one subgraph has.</summary>
    /// <exception cref="PlanningException">A field is out of reach.</exception>
    public ObjectSolution Root(FederatedType type, IReadOnlyList<WantedField> fields, Subgraph subgraph) =>
        Best(type, fields, Fill(
            SearchState.Begin(new Source(subgraph, type, 0), none),
            fields,
            new Spot(type, IsRoot: false, IsPure: false)));

    /// <summary>The subgraphs that resolve a field of a type, without regard to what they need for it.</summary>
    public IEnumerable<Subgraph> Resolving(FederatedType type, WantedField field) =>
        type.Fields.TryGetValue(field.Name, out var definition)
            ? graph.Subgraphs.Where(subgraph => definition.Places.GetValueOrDefault(subgraph) is { IsExternal: false })
            : [];

    private static ObjectSolution Best(
        FederatedType type, IReadOnlyList<WantedField> fields, List<SearchState> states)
    {
        var best = states[0];
        if (best.Left().FirstOrDefault() is { } missing)
        {
            throw new PlanningException($"No subgraph resolves {type.Name}.{missing}.");
        }
        return Solution(type, fields, best);
    }

    private static ObjectSolution Solution(
        FederatedType type, IReadOnlyList<WantedField> fields, SearchState state)
    {
        var assigned = state.Assigned();
        if (assigned.Count > 1)
        {
            var order = new Dictionary<string, int>();
            foreach (var field in fields)
            {
                order.TryAdd(field.ResponseKey ?? "", order.Count);
            }
            assigned = [.. assigned.OrderBy(a => order.GetValueOrDefault(a.Field?.ResponseKey ?? "", order.Count))];
        }
        return new ObjectSolution(type, state.Sources, assigned);
    }

    /// <summary>
    /// The best ways to answer a selection of a value that a subgraph gives; none where there is no way at all. Pure:
    /// from that subgraph alone, the rest is left.
    /// </summary>
    private IReadOnlyList<SetSolution> Solve(Value value, bool pure)
    {
        if (solved.TryGetValue((value, pure), out var found))
        {
            return found ?? [];   // null: it is being solved now, so that this way leads in a circle
        }
        solved[(value, pure)] = null;
        budget.Spend();
        if (++depth > Deepest)
        {
            depth--;
            return [];
        }
        found = value.Local switch
        {
            { IsAbstract: false } => OfObject(value, pure),
            _ when value.Local.InterfaceObjectIn.Contains(value.At) => OfInterfaceObject(value, pure),
            _ => OfAbstract(value, pure),
        };
        depth--;
        solved[(value, pure)] = found;
        return found;
    }

    private List<SetSolution> OfObject(Value value, bool pure)
    {
        var (set, at, type, provided) = value;
        var first = new Source(at, type, 0) { Provided = provided };
        var states = Fill(SearchState.Begin(first, none), Fields(set.For(type)), new Spot(type, IsRoot: false, pure));
        return
        [
            .. states.Take(Alternatives).Select(state =>
            {
                var left = state.Left();
                return new SetSolution
                {
                    Wanted = set,
                    Local = type,
                    NeedsTypename = set.Type.IsAbstract,
                    Parts = [Solution(type, set.For(type), state)],
                    Possible = 1,
                    Cost = state.Cost,
                    Left = left.Count == 0
                        ? null
                        : set.Type.IsAbstract
                            ? set.Rest([], new Dictionary<string, IReadOnlyList<WantedField>> { [type.Name] = left })
                            : set.Rest(left, new Dictionary<string, IReadOnlyList<WantedField>>()),
                    TakesNothing = TakesNothing(state),
                };
            }),
        ];
    }

    private List<SetSolution> OfAbstract(Value value, bool pure)
    {
        var (set, at, local, provided) = value;
        var types = Possible(local, at);
        if (types.Count == 0)
        {
            return OfNothing(value);
        }
        var blind = Blind(set, types);
        if (set.IsRest && set.Common.Count == 0 && blind == set.Specific.Count)
        {
            return [];
        }
        var ways = new List<(Cost Cost, List<(FederatedType Type, SearchState State)> Parts)>
        {
            (Cost.None(none) with { Blind = blind, Lost = set.IsRest ? blind : 0 }, []),
        };
        foreach (var type in types)
        {
            var fields = Fields(set.For(type));
            if (fields.Count == 0)
            {
                continue;
            }
            var first = new Source(at, type, 0) { Provided = provided };
            var states = Fill(SearchState.Begin(first, none), fields, new Spot(type, IsRoot: false, pure));
            ways =
            [
                .. ways
                    .SelectMany(way => states.Take(Alternatives).Select(state => (
                        Cost: way.Cost.Plus(state.Cost), Parts: way.Parts.Append((type, state)).ToList())))
                    .OrderBy(way => way.Cost)
                    .Take(Width),
            ];
        }
        return
        [
            .. ways.Take(Alternatives).Select(way => new SetSolution
            {
                Wanted = set,
                Local = local,
                NeedsTypename = true,
                Parts = [.. way.Parts.Select(part => Solution(part.Type, set.For(part.Type), part.State))],
                Possible = types.Count(type => graph.Api.Types.ContainsKey(type.Name)),
                Cost = way.Cost,
                Left = Left(set, types, way.Parts),
                TakesNothing = way.Parts.Count > 0 && way.Parts.All(part => TakesNothing(part.State)),
            }),
        ];
    }

    /// <summary>No type can stand there: the subgraph is asked what its interface has, and says that itself.</summary>
    private List<SetSolution> OfNothing(Value value)
    {
        var (set, at, local, provided) = value;
        var first = new Source(at, local, 0) { Provided = provided };
        var spot = new Spot(local, IsRoot: false, IsPure: true);
        var state = Fill(SearchState.Begin(first, none), Fields(set.Common), spot)[0];
        return
        [
            new SetSolution
            {
                Wanted = set,
                Local = local,
                NeedsTypename = true,
                Parts = [Solution(local, set.Common, state)],
                Possible = 0,
                // Whoever knows a type there is to be asked rather.
                Cost = state.Cost with { Blind = state.Cost.Blind + 1 + set.Specific.Count },
                Left = state.Left().Count == 0
                    ? null
                    : set.Rest(state.Left(), new Dictionary<string, IReadOnlyList<WantedField>>()),
                TakesNothing = TakesNothing(state),
            },
        ];
    }

    /// <summary>
    /// What some types miss. A field of the interface itself is then missing for all: it is one question to the client,
    /// which one subgraph answers, not one for some values and another for others.
    /// </summary>
    private static WantedSet? Left(
        WantedSet set, IReadOnlyList<FederatedType> types, List<(FederatedType Type, SearchState State)> parts)
    {
        var left = parts
            .Select(part => (part.Type.Name, Fields: part.State.Left()))
            .Where(part => part.Fields.Count > 0)
            .ToList();
        if (left.Count == 0)
        {
            return null;
        }
        List<WantedField> common = [.. set.Common.Where(field => left.Exists(part => part.Fields.Contains(field)))];
        var isSameForAll = left.Count == types.Count
            && left.All(part => part.Fields.SequenceEqual(left[0].Fields))
            && left[0].Fields.All(field => set.Type.Fields.ContainsKey(field.Name));
        return isSameForAll
            ? set.Rest(left[0].Fields, new Dictionary<string, IReadOnlyList<WantedField>>())
            : set.Rest(common, left
                .Select(part => (part.Name, Fields: part.Fields.Except(common).ToList()))
                .Where(part => part.Fields.Count > 0)
                .ToDictionary(part => part.Name, part => (IReadOnlyList<WantedField>)part.Fields));
    }

    /// <summary>Types that something is asked of in particular and that this subgraph never answers with.</summary>
    private static int Blind(WantedSet set, IReadOnlyList<FederatedType> types) =>
        set.Specific.Keys.Count(name => types.All(type => type.Name != name));

    private static bool TakesNothing(SearchState state) =>
        state.Cost.Left > 0 && state.Assigned().All(assigned => assigned.Field is { IsInternal: true });

    private static IReadOnlyList<WantedField> Fields(IReadOnlyList<WantedField> fields) =>
        fields.Any(field => field.IsMeta) ? [.. fields.Where(field => !field.IsMeta)] : fields;

    private IReadOnlyList<FederatedType> Possible(FederatedType type, Subgraph at)
    {
        if (!possible.TryGetValue((type, at), out var types))
        {
            possible[(type, at)] = types = [.. graph.PossibleTypes(type, at)];
        }
        return types;
    }

    /// <summary>A value whose selection is to be answered.</summary>
    /// <param name="Set">What is wanted of it.</param>
    /// <param name="At">The subgraph that gives it.</param>
    /// <param name="Local">Its type there.</param>
    /// <param name="Provided">External fields that come with it all the same.</param>
    private readonly record struct Value(WantedSet Set, Subgraph At, FederatedType Local, FieldSet? Provided);

    /// <summary>Where fields are given to sources.</summary>
    /// <param name="Type">Of the objects.</param>
    /// <param name="IsRoot">The root of the operation: every subgraph can be asked at once.</param>
    /// <param name="IsPure">Only the first source is used.</param>
    private sealed record Spot(FederatedType Type, bool IsRoot, bool IsPure);
}
