namespace Monitor.Gateway.Supergraph;

/// <summary>
/// What a subgraph requires of others it does not resolve itself: composition demands @external there. Some composers
/// leave that out of the supergraph where an interface object is concerned.
/// </summary>
internal static class RequiredFields
{
    public static void MarkExternal(Dictionary<string, FederatedType> types)
    {
        foreach (var type in types.Values)
        {
            var required = type.Fields.Values
                .SelectMany(field => field.Places)
                .Where(place => place.Value.Requires is not null)
                .SelectMany(place => place.Value.Requires!.Fields
                    .Where(part => part.Selection is null)
                    .Select(part => (Subgraph: place.Key, Field: part.Name)))
                .ToHashSet();
            if (required.Count > 0)
            {
                type.Fields = type.Fields.Values.ToDictionary(
                    field => field.Name,
                    field => field with { Places = Marked(type, field, required) });
            }
        }
    }

    private static Dictionary<Subgraph, FieldPlace> Marked(
        FederatedType type, FederatedField field, HashSet<(Subgraph Subgraph, string Field)> required) =>
        field.Places.ToDictionary(
            place => place.Key,
            place => required.Contains((place.Key, field.Name))
                && !IsKey(type, field, place.Key)
                && IsElsewhere(field, place.Key)
                ? place.Value with { IsExternal = true }
                : place.Value);

    private static bool IsKey(FederatedType type, FederatedField field, Subgraph subgraph) =>
        type.Keys.Any(key => key.Subgraph == subgraph && key.Fields.Find(field.Name) is not null);

    private static bool IsElsewhere(FederatedField field, Subgraph subgraph) =>
        field.Places.Any(place => place.Key != subgraph && !place.Value.IsExternal);
}
