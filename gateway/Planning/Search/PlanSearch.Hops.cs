using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Planning.Search;

/// <content>Hops: from what a place has to subgraphs that it lacks, by keys and with requirements.</content>
internal sealed partial class PlanSearch
{
    private const int Ways = 3;

    /// <summary>How often a way was not followed because it has too many hops.</summary>
    private int cuts;

    /// <summary>Ways to a subgraph that does not have the objects of a place yet.</summary>
    private List<Way> Reach(SearchState state, Subgraph subgraph, string? via, Spot spot, int limit, Guard? guard)
    {
        if (Guard.Has(guard, subgraph, null))
        {
            return [];
        }
        if (spot.Type.Name == graph.QueryType || spot.IsRoot)
        {
            var step = spot.IsRoot ? 0 : state.Sources[0].Step + 1;
            var root = new Source(subgraph, spot.Type, step);
            return [new Way(state.With(root, numbers[subgraph]), state.Sources.Count)];
        }
        var type = via is null ? spot.Type : graph.Types[via];
        return ByKey(
            state, subgraph, spot, limit, new Guard(subgraph, null, guard), new Source(subgraph, type, 0));
    }

    /// <summary>
    /// @requires: a hop of its own, whose representation carries the fields that others resolve; also into a subgraph
    /// that has the objects already.
    /// </summary>
    private List<Way> Enter(
        SearchState state,
        Subgraph subgraph,
        FieldPlace place,
        FieldSet requires,
        WantedField field,
        Spot spot,
        int limit,
        Guard? guard)
    {
        if (Guard.Has(guard, subgraph, field.Name))
        {
            return [];
        }
        for (var index = 0; index < state.Sources.Count; index++)
        {
            if (state.Sources[index].Subgraph == subgraph && state.Sources[index].Requires == requires)
            {
                return [new Way(state, index)];
            }
        }
        var inner = new Guard(subgraph, field.Name, guard);
        var type = place.Via is null ? spot.Type : graph.Types[place.Via];
        var ways = new List<Way>();
        foreach (var with in Satisfy(state, wanted.Of(requires, spot.Type), spot, graph.Subgraphs.Count, inner))
        {
            var source = new Source(subgraph, type, with.Ready + 1) { Requires = requires, Needs = with.Given };
            ways.AddRange(spot.Type.Name == graph.QueryType
                ? [new Way(with.State.With(source, numbers[subgraph]), with.State.Sources.Count)]
                : ByKey(with.State, subgraph, spot, limit, new Guard(subgraph, null, inner), source));
        }
        return [.. ways.OrderBy(way => way.State.Cost).Take(Ways)];
    }

    /// <summary>Ways by the keys that a subgraph finds the objects by.</summary>
    private List<Way> ByKey(
        SearchState state, Subgraph subgraph, Spot spot, int limit, Guard? guard, Source source)
    {
        var ways = new List<Way>();
        foreach (var key in spot.Type.Keys)
        {
            if (!key.IsResolvable || key.Subgraph != subgraph)
            {
                continue;
            }
            foreach (var with in Satisfy(state, wanted.Of(key.Fields, spot.Type), spot, limit, guard))
            {
                var hop = source with
                {
                    Step = Math.Max(source.Step, with.Ready + 1),
                    Key = key.Fields,
                    Needs = [.. source.Needs, .. with.Given],
                };
                ways.Add(new Way(with.State.With(hop, numbers[subgraph]), with.State.Sources.Count));
            }
        }
        return ways.Count <= 1 ? ways : [.. ways.OrderBy(way => way.State.Cost).Take(Ways)];
    }

    /// <summary>Ways to have all fields of a key or a requirement at a place.</summary>
    private List<Outcome> Satisfy(
        SearchState state, IReadOnlyList<WantedField> fields, Spot spot, int limit, Guard? guard)
    {
        List<Outcome> ways = [new Outcome(state, 0, [])];
        foreach (var field in fields)
        {
            var next = new List<Outcome>();
            foreach (var way in ways)
            {
                foreach (var outcome in Provide(way.State, field, spot, limit, guard))
                {
                    next.Add(new Outcome(
                        outcome.State, Math.Max(way.Ready, outcome.Ready), [.. way.Given, .. outcome.Given]));
                }
            }
            ways = Cut(next, Ways);
        }
        return ways;
    }

    private List<Outcome> Provide(SearchState state, WantedField field, Spot spot, int limit, Guard? guard)
    {
        budget.Spend();
        var free = new List<Outcome>();
        for (var index = 0; index < state.Sources.Count; index++)
        {
            if (PlaceIn(state.Sources[index], spot.Type, field, out var provided) is { Requires: null } place
                && FreeBelow(field, state.Sources[index], place, provided, spot, out var below))
            {
                var step = state.Sources[index].Step;
                var assigned = new Assigned(field, index, place, below, step);
                free.Add(new Outcome(state.With(assigned), step, [assigned]));
            }
        }
        if (free.Count > 0)
        {
            return [free.MinBy(outcome => outcome.Ready)!];
        }
        if (limit <= 0)
        {
            cuts++;
            return [];
        }
        return [.. Assign(state, field, spot, limit - 1, guard, tried: null)
            .Where(outcome => outcome.State.Cost.Left == state.Cost.Left)];
    }

    private bool FreeBelow(
        WantedField field, Source source, FieldPlace place, FieldSet? provided, Spot spot, out SetSolution? below)
    {
        below = null;
        if (field.Selection is null)
        {
            return true;
        }
        var local = graph.Types[place.TypeName];
        var ways = Solve(
            new Value(field.Selection, source.Subgraph, local, Union(place.Provides, provided)), spot.IsPure);
        below = ways.Count > 0 ? ways[0] : null;
        return below is { IsFree: true };
    }

    /// <summary>A state in which a source is there.</summary>
    private sealed record Way(SearchState State, int Source);

    /// <summary>What is being looked for: a subgraph, or a field there with what it requires.</summary>
    private sealed record Guard(Subgraph Subgraph, string? Field, Guard? Before)
    {
        public static bool Has(Guard? guard, Subgraph subgraph, string? field) =>
            guard is not null
            && ((guard.Subgraph == subgraph && guard.Field == field) || Has(guard.Before, subgraph, field));
    }
}
