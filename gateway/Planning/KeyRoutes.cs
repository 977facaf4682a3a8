using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Planning;

/// <summary>One hop to a subgraph, by a key that an earlier subgraph can give.</summary>
internal sealed record Hop(Subgraph From, Subgraph To, FieldSet Key);

/// <summary>Finds the ways between subgraphs that a type's keys open.</summary>
internal static class KeyRoutes
{
    /// <summary>The shortest chain of hops from any of <paramref name="known"/>; null where there is none.</summary>
    public static IReadOnlyList<Hop>? Find(
        FederatedGraph graph, FederatedType type, IReadOnlyList<Subgraph> known, Subgraph target)
    {
        var reached = known.ToDictionary(subgraph => subgraph, IReadOnlyList<Hop> (_) => []);
        var frontier = known.ToList();
        while (frontier.Count > 0)
        {
            var next = new List<Subgraph>();
            foreach (var from in frontier)
            {
                foreach (var key in type.Keys.Where(k => k.IsResolvable && !reached.ContainsKey(k.Subgraph)))
                {
                    if (!CanSelect(graph, type, from, key.Fields) || reached.ContainsKey(key.Subgraph))
                    {
                        continue;
                    }
                    reached[key.Subgraph] = [.. reached[from], new Hop(from, key.Subgraph, key.Fields)];
                    next.Add(key.Subgraph);
                    if (key.Subgraph == target)
                    {
                        return reached[target];
                    }
                }
            }
            frontier = next;
        }
        return null;
    }

    /// <summary>A hop into a subgraph itself, or into a known one again; null where no key leads there.</summary>
    public static Hop? FindAgain(
        FederatedGraph graph, FederatedType type, IReadOnlyList<Subgraph> known, Subgraph target) =>
        type.Keys
            .Where(key => key.IsResolvable && key.Subgraph == target)
            .SelectMany(key => known
                .Where(from => CanSelect(graph, type, from, key.Fields))
                .Select(from => new Hop(from, target, key.Fields)))
            .FirstOrDefault();

    /// <summary>True where a subgraph itself has all fields of the set.</summary>
    public static bool CanSelect(FederatedGraph graph, FederatedType type, Subgraph subgraph, FieldSet set) =>
        set.Fields.All(field =>
            field.Name == "__typename"
            || (type.Fields.TryGetValue(field.Name, out var definition)
                && definition.Places.TryGetValue(subgraph, out var place)
                && place is { IsExternal: false, Requires: null }
                && (field.Selection is null
                    || CanSelect(graph, graph.Types[definition.TypeName], subgraph, field.Selection))));
}
