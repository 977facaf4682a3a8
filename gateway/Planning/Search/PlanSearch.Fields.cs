using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Planning.Search;

/// <content>Gives the fields of a place to sources, one field after the other, and keeps the best ways.</content>
internal sealed partial class PlanSearch
{
    private readonly Dictionary<(FieldSet, FieldSet), FieldSet> unions = [];

    /// <summary>The best ways to answer fields, best first; at least one. What no way answers is left.</summary>
    private List<SearchState> Fill(SearchState begin, IReadOnlyList<WantedField> fields, Spot spot)
    {
        List<SearchState> states = [begin];
        foreach (var field in InOrder(begin, fields, spot))
        {
            budget.Spend();
            var next = new List<SearchState>();
            foreach (var state in states)
            {
                var outcomes = Assign(state, field, spot, graph.Subgraphs.Count, guard: null, tried: null);
                next.AddRange(outcomes.Count == 0 ? [state.Leave(field)] : outcomes.Select(outcome => outcome.State));
            }
            states = Cut(next);
        }
        return states;
    }

    private List<SearchState> Cut(List<SearchState> states)
    {
        if (states.Count == 1)
        {
            return states;
        }
        var best = new List<SearchState>();
        foreach (var state in states.OrderBy(state => state.Cost))
        {
            if (!best.Any(known => known.Cost.Left == state.Cost.Left && known.Cost.Calls.IsSame(state.Cost.Calls)
                && known.Sources.Count == state.Sources.Count
                && known.Sources.Select(s => s.Subgraph).SequenceEqual(state.Sources.Select(s => s.Subgraph))))
            {
                best.Add(state);
                if (best.Count == Width)
                {
                    break;
                }
            }
        }
        return best;
    }

    /// <summary>
    /// What the first source has goes first; then what needs fields of others, so that its fetch can take along what
    /// comes after; then what has the fewest choices.
    /// </summary>
    private IEnumerable<WantedField> InOrder(SearchState begin, IReadOnlyList<WantedField> fields, Spot spot) =>
        fields.Count < 2
            ? fields
            : fields.OrderBy(field =>
            {
                if (begin.Sources.Count > 0
                    && PlaceIn(begin.Sources[0], spot.Type, field, out _) is { Requires: null })
                {
                    return field.Selection is null ? 0 : 1;
                }
                var places = spot.Type.Fields.GetValueOrDefault(field.Name)?.Places.Values
                    .Where(place => !place.IsExternal)
                    .ToList();
                return places is null or [] ? 1000 : places.All(p => p.Requires is not null) ? 2 : 2 + places.Count;
            });

    /// <summary>
    /// The ways to answer one field: from a source that is there, or from one that a hop leads to. Where there is one
    /// that costs nothing, no other is looked at.
    /// </summary>
    /// <param name="state">What the place has so far.</param>
    /// <param name="field">What is wanted.</param>
    /// <param name="spot">Where.</param>
    /// <param name="limit">The most hops before the one that leads to the field.</param>
    /// <param name="guard">What is being looked for already, further up.</param>
    /// <param name="tried">Subgraphs that gave their part of the field.</param>
    private List<Outcome> Assign(
        SearchState state, WantedField field, Spot spot, int limit, Guard? guard, Tried? tried)
    {
        budget.Spend();
        var outcomes = new List<Outcome>();
        Outcome? free = null;
        for (var index = 0; index < state.Sources.Count; index++)
        {
            var source = state.Sources[index];
            if (Tried.Has(tried, source.Subgraph)
                || PlaceIn(source, spot.Type, field, out var provided) is not { Requires: null } place)
            {
                continue;
            }
            var before = outcomes.Count;
            AddAll(outcomes, new Way(state, index), field, place, provided, spot, limit, guard, tried);
            foreach (var outcome in outcomes.Skip(before))
            {
                if (outcome.IsFree(state) && (free is null || outcome.Ready < free.Ready))
                {
                    free = outcome;
                }
            }
            if (spot.IsPure)
            {
                break;
            }
        }
        if (free is not null)
        {
            return [free];
        }
        if (!spot.IsPure)
        {
            AddHops(outcomes, state, field, spot, limit, guard, tried);
        }
        return Cut(outcomes, tried is null ? Width : 2);
    }

    private void AddHops(
        List<Outcome> outcomes, SearchState state, WantedField field, Spot spot, int limit, Guard? guard, Tried? tried)
    {
        if (!spot.Type.Fields.TryGetValue(field.Name, out var definition))
        {
            return;
        }
        for (var hops = 0; hops <= limit; hops++)
        {
            var before = cuts;
            foreach (var subgraph in graph.Subgraphs)
            {
                if (Tried.Has(tried, subgraph))
                {
                    continue;
                }
                if (spot.Type.IsAbstract && !spot.Type.InterfaceObjectIn.Contains(subgraph))
                {
                    AddTyped(outcomes, state, field, subgraph, spot, hops, guard);
                    continue;
                }
                if (!definition.Places.TryGetValue(subgraph, out var place) || place.IsExternal)
                {
                    continue;
                }
                var ways = place.Requires is { } requires
                    ? Enter(state, subgraph, place, requires, field, spot, hops, guard)
                    : state.IndexOf(subgraph) < 0 ? Reach(state, subgraph, place.Via, spot, hops, guard) : [];
                foreach (var way in ways)
                {
                    AddAll(outcomes, way, field, place, null, spot, limit, guard, tried);
                }
            }
            if (cuts == before || IsBest(outcomes, state, hops + 2))
            {
                return;
            }
        }
    }

    /// <summary>True where no way that takes so many calls or more can be better than what was found.</summary>
    private bool IsBest(List<Outcome> outcomes, SearchState before, int calls) =>
        outcomes.Count > 0
        && (budget.IsShort || outcomes.Min(o => o.State.Cost.Calls.Count) - before.Cost.Calls.Count <= calls);

    /// <summary>A field from one source: with all that its subgraph can do below, or only what it has itself.</summary>
    private void AddAll(
        List<Outcome> outcomes,
        Way way,
        WantedField field,
        FieldPlace place,
        FieldSet? provided,
        Spot spot,
        int limit,
        Guard? guard,
        Tried? tried)
    {
        var source = way.State.Sources[way.Source];
        if (field.Selection is null)
        {
            var leaf = new Assigned(field, way.Source, place, null, source.Step);
            outcomes.Add(new Outcome(way.State.With(leaf), source.Step, [leaf]));
            return;
        }
        foreach (var below in Below(field, source, place, provided, spot))
        {
            if (below.TakesNothing || (tried is not null && below.IsEmpty))
            {
                continue;
            }
            var assigned = new Assigned(field, way.Source, place, below, source.Step + Depth(below));
            var with = way.State.With(assigned);
            if (below.IsWhole)
            {
                outcomes.Add(new Outcome(with, assigned.Ready, [assigned]));
                continue;
            }
            var rest = field with { Selection = below.Left };
            var more = spot.IsPure
                ? []
                : Assign(with, rest, spot, limit, guard, new Tried(source.Subgraph, tried));
            if (more.Count > 0)
            {
                outcomes.AddRange(more.Select(outcome => new Outcome(
                    outcome.State, Math.Max(outcome.Ready, assigned.Ready), [assigned, .. outcome.Given])));
            }
            else if (!spot.IsPure && IsNeverGiven(below.Left!, field, spot))
            {
                outcomes.Add(new Outcome(with.Lose(below.Left!.Specific.Count), assigned.Ready, [assigned]));
            }
            else if (!field.IsInternal)
            {
                outcomes.Add(new Outcome(with.Leave(rest), assigned.Ready, [assigned]));
            }
        }
    }

    /// <summary>
    /// True where a rest is of types that another subgraph which shares the field can never give: as all of them give
    /// the same, there is no such value.
    /// </summary>
    private bool IsNeverGiven(WantedSet rest, WantedField field, Spot spot) =>
        rest.Common.Count == 0
        && rest.Specific.Keys.All(name => spot.Type.Fields[field.Name].Places.Any(other =>
            !other.Value.IsExternal
            && graph.Types[other.Value.TypeName] is { IsAbstract: true } local
            && !local.InterfaceObjectIn.Contains(other.Key)
            && Possible(local, other.Key).All(type => type.Name != name)));

    private IReadOnlyList<SetSolution> Below(
        WantedField field, Source source, FieldPlace place, FieldSet? provided, Spot spot)
    {
        var value = new Value(
            field.Selection!, source.Subgraph, graph.Types[place.TypeName], Union(place.Provides, provided));
        if (spot.IsPure)
        {
            return Solve(value, pure: true);
        }
        var whole = Solve(value, pure: false);
        if (whole.Count > 0 && whole[0].IsFree)
        {
            return [whole[0]];
        }
        var isShared = spot.Type.Fields[field.Name].Places.Values.Count(other => !other.IsExternal) > 1;
        return isShared && !budget.IsShort
            ? [.. whole, .. Solve(value, pure: true)]
            : whole;
    }

    /// <summary>How a source has a field; null where it does not.</summary>
    /// <param name="source">Who is asked.</param>
    /// <param name="type">Of the objects.</param>
    /// <param name="field">What is wanted.</param>
    /// <param name="below">What is provided below the field, by what provided it.</param>
    private FieldPlace? PlaceIn(Source source, FederatedType type, WantedField field, out FieldSet? below)
    {
        below = null;
        if (source.IsTyped || !type.Fields.TryGetValue(field.Name, out var definition))
        {
            return null;
        }
        var place = definition.Places.GetValueOrDefault(source.Subgraph);
        if (source.Provided is null)
        {
            return place is { IsExternal: false } ? place : null;
        }
        var isProvided = false;
        foreach (var part in source.Provided.Fields)
        {
            if (part.Name == field.Name && WantedSets.Applies(part, type))
            {
                isProvided = true;
                below = Union(below, part.Selection);
            }
        }
        if (!isProvided)
        {
            return place is { IsExternal: false } ? place : null;
        }
        place ??= new FieldPlace(definition.Type, definition.TypeName);
        return place with { IsExternal = false, Requires = null };
    }

    /// <summary>One set for the same two, so that what is solved with it is found again.</summary>
    private FieldSet? Union(FieldSet? one, FieldSet? other)
    {
        if (one is null || other is null || ReferenceEquals(one, other))
        {
            return one ?? other;
        }
        if (!unions.TryGetValue((one, other), out var both))
        {
            unions[(one, other)] = both = FieldSet.Union(one, other)!;
        }
        return both;
    }

    /// <summary>How many steps after the field itself the last of what is below it comes.</summary>
    private static int Depth(SetSolution below) => below.Cost.Calls.Count == 0 ? 0 : below.Cost.Calls.Steps - 1;

    private static List<Outcome> Cut(List<Outcome> outcomes, int most) =>
        outcomes.Count <= 1 ? outcomes : [.. outcomes.OrderBy(outcome => outcome.State.Cost).Take(most)];

    /// <summary>A state in which a field is answered.</summary>
    /// <param name="State">With the field.</param>
    /// <param name="Ready">The step after which all of it is there.</param>
    /// <param name="Given">What brings it.</param>
    private sealed record Outcome(SearchState State, int Ready, IReadOnlyList<Assigned> Given)
    {
        public bool IsFree(SearchState before) =>
            State.Cost.Left == before.Cost.Left && State.Cost.Calls.Count == before.Cost.Calls.Count;
    }

    private sealed record Tried(Subgraph Subgraph, Tried? Before)
    {
        public static bool Has(Tried? tried, Subgraph subgraph) =>
            tried is not null && (tried.Subgraph == subgraph || Has(tried.Before, subgraph));
    }
}
