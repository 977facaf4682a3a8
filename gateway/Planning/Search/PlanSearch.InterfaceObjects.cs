using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Planning.Search;

/// <content>
/// Values of which a subgraph knows only the interface (@interfaceObject). What interface objects have is asked as of
/// any object; which type a value has, and what only types have, is asked of a subgraph that has the interface itself.
/// </content>
internal sealed partial class PlanSearch
{
    private static readonly Dictionary<string, IReadOnlyList<WantedField>> nothing = [];

    private readonly Dictionary<(FederatedType, WantedField), WantedSet> typed = [];

    private List<SetSolution> OfInterfaceObject(Value value, bool pure)
    {
        var (set, at, type, provided) = value;
        var first = new Source(at, type, 0) { Provided = provided };
        var begin = SearchState.Begin(first, none);
        var spot = new Spot(type, IsRoot: false, pure);
        var common = Fields(set.Common);
        List<WantedField> typenames = [.. set.Common.Where(field => field.Name == "__typename")];
        var needsTypes = typenames.Count > 0 || set.Specific.Count > 0;
        if (!needsTypes)
        {
            return [.. Fill(begin, common, spot).Take(Alternatives).Select(state =>
                Solution(set, type, state, state.Left().Count == 0 ? null : set.Rest(state.Left(), nothing)))];
        }

        // As the types are asked for anyway, what this subgraph does not have can be asked with them.
        var here = Fill(begin, common, spot with { IsPure = true }).Take(1);
        var ways = pure ? here : here.Concat(Fill(begin, common, spot));
        return
        [
            .. ways
                .SelectMany(state => WithTypes(state, set.Part([.. state.Left(), .. typenames], set.Specific), spot)
                    .Select(way => Solution(set, type, way.State, way.Left)))
                .OrderBy(solution => solution.Cost)
                .Take(Alternatives),
        ];
    }

    private IEnumerable<(SearchState State, WantedSet? Left)> WithTypes(SearchState state, WantedSet rest, Spot spot)
    {
        var found = false;
        var from = state.Left().Count == 0 ? state : state.WithoutLeft();
        if (!spot.IsPure)
        {
            foreach (var way in ReachTypes(from, spot, Deepest, guard: null))
            {
                var source = way.State.Sources[way.Source];
                foreach (var below in Solve(new Value(rest, source.Subgraph, spot.Type, null), pure: false).Take(2))
                {
                    found = true;
                    var ready = source.Step + Depth(below);
                    var with = way.State.With(new Assigned(null, way.Source, null, below, ready));
                    yield return (below.IsWhole ? with : with.Lack(below.Cost.Left), below.Left);
                }
            }
        }
        if (!found)
        {
            yield return (from.Lack(1), rest);
        }
    }

    private static SetSolution Solution(WantedSet set, FederatedType type, SearchState state, WantedSet? left) => new()
    {
        Wanted = set,
        Local = type,
        NeedsTypename = false,
        Parts = [Solution(type, set.Common, state)],
        Possible = 1,
        Cost = state.Cost,
        Left = left,
        TakesNothing = left is not null && state.Assigned().All(assigned => assigned.Field is { IsInternal: true }),
    };

    /// <summary>Ways to the subgraphs that have the interface itself and find its values by a key.</summary>
    private IEnumerable<Way> ReachTypes(SearchState state, Spot spot, int limit, Guard? guard) =>
        graph.Subgraphs
            .Where(spot.Type.Subgraphs.Contains)
            .Where(subgraph => !spot.Type.InterfaceObjectIn.Contains(subgraph))
            .SelectMany(subgraph => ReachTypes(state, subgraph, spot, limit, guard));

    private List<Way> ReachTypes(SearchState state, Subgraph subgraph, Spot spot, int limit, Guard? guard)
    {
        for (var index = 0; index < state.Sources.Count; index++)
        {
            if (state.Sources[index].IsTyped && state.Sources[index].Subgraph == subgraph)
            {
                return [new Way(state, index)];
            }
        }
        var types = new Source(subgraph, spot.Type, 0) { IsTyped = true };
        for (var hops = 0; hops <= limit; hops++)
        {
            var before = cuts;
            var ways = ByKey(state, subgraph, spot, hops, guard, types);
            if (ways.Count > 0 || cuts == before)
            {
                return ways;
            }
        }
        return [];
    }

    /// <summary>A field that no interface object has: it is asked of whatever type each value has.</summary>
    private void AddTyped(
        List<Outcome> outcomes,
        SearchState state,
        WantedField field,
        Subgraph subgraph,
        Spot spot,
        int limit,
        Guard? guard)
    {
        if (!spot.Type.Subgraphs.Contains(subgraph))
        {
            return;
        }
        foreach (var way in ReachTypes(state, subgraph, spot, limit, guard))
        {
            var only = typed.TryGetValue((spot.Type, field), out var known)
                ? known
                : typed[(spot.Type, field)] = new WantedSet(spot.Type, [field], nothing);
            foreach (var below in Solve(new Value(only, subgraph, spot.Type, null), pure: false)
                .Where(solution => solution.IsWhole)
                .Take(2))
            {
                var assigned = new Assigned(
                    null, way.Source, null, below, way.State.Sources[way.Source].Step + Depth(below));
                outcomes.Add(new Outcome(way.State.With(assigned), assigned.Ready, [assigned]));
            }
        }
    }
}
