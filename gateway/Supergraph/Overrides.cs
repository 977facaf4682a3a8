using System.Globalization;

namespace Monitor.Gateway.Supergraph;

/// <summary>
/// Progressive @override: a field moves to another subgraph for the requests that a label is on for. A plan is made on
/// the graph as it is for one decision.
/// </summary>
public static class Overrides
{
    private const string PercentOf = "percent(";

    /// <summary>The labels of a graph, in order; empty for most graphs.</summary>
    public static IReadOnlyList<string> Labels(FederatedGraph graph) =>
    [
        .. graph.Types.Values
            .SelectMany(type => type.Fields.Values)
            .SelectMany(field => field.Places.Values)
            .Select(place => place.Label)
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The share of requests, 0 to 100, that a label like <c>percent(25)</c> names; else null.</summary>
    public static double? Percent(string label) =>
        label.StartsWith(PercentOf, StringComparison.Ordinal) && label.EndsWith(')')
            && double.TryParse(
                label[PercentOf.Length..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            ? Math.Clamp(share, 0, 100)
            : null;

    /// <summary>The graph with each labelled field in the one subgraph that resolves it by this decision.</summary>
    public static FederatedGraph Decide(FederatedGraph graph, Func<string, bool> isOn) => graph with
    {
        Types = graph.Types.ToDictionary(entry => entry.Key, entry => Decide(entry.Value, isOn)),
    };

    private static FederatedType Decide(FederatedType type, Func<string, bool> isOn) =>
        type.Fields.Values.All(field => field.Places.Values.All(place => place.Label is null))
            ? type
            : new FederatedType(type.Name, type.Kind)
            {
                Subgraphs = type.Subgraphs,
                InterfaceObjectIn = type.InterfaceObjectIn,
                Keys = type.Keys,
                Memberships = type.Memberships,
                Cache = type.Cache,
                Fields = type.Fields.Values.ToDictionary(
                    field => field.Name,
                    field => field with
                    {
                        Places = field.Places.ToDictionary(
                            place => place.Key,
                            place => Decide(type, field, place.Key, place.Value, isOn)),
                    }),
            };

    /// <summary>A key's field stays: its subgraph still names entities by it.</summary>
    private static FieldPlace Decide(
        FederatedType type, FederatedField field, Subgraph subgraph, FieldPlace place, Func<string, bool> isOn) =>
        place.Label is null || isOn(place.Label) == place.IsWhenOn
            || type.Keys.Any(key => key.Subgraph == subgraph && key.Fields.Find(field.Name) is not null)
            ? place
            : place with { IsExternal = true };
}
