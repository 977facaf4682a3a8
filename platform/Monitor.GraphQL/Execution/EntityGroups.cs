namespace Monitor.GraphQL.Execution;

/// <summary>The representations of one type, and where their entities stand in the answer.</summary>
internal sealed record EntityGroup(string TypeName, List<Representation> Asked, List<int> Places);

/// <summary>Sorts the representations of a request by their types.</summary>
/// <param name="schema">Knows which types are entities.</param>
/// <param name="count">How many representations there are.</param>
internal sealed class EntityGroups(ExecutableSchema schema, int count)
{
    private readonly List<EntityGroup> groups = [];
    private EntityGroup? last;

    public IReadOnlyList<EntityGroup> All => groups;

    /// <summary>
    /// Adds a representation to those of its type; answers with the fault of one that nobody can find.
    /// </summary>
    public ClientException? Add(object? asked, int place)
    {
        if (asked is not IReadOnlyDictionary<string, object?> fields
            || !fields.TryGetValue("__typename", out var named)
            || named is not string typeName)
        {
            return new ClientException("BAD_REQUEST", "A representation is an object with a __typename.");
        }

        if (Find(typeName, place) is not { } group)
        {
            return new ClientException("BAD_REQUEST", $"This subgraph has no entity of type \"{typeName}\".");
        }

        group.Asked.Add(new Representation(typeName, fields));
        group.Places.Add(place);
        return null;
    }

    private EntityGroup? Find(string typeName, int place)
    {
        // Mostly all of a request are of one type.
        if (last?.TypeName == typeName)
        {
            return last;
        }

        if (!schema.Entities.ContainsKey(typeName))
        {
            return null;
        }

        last = groups.Find(group => group.TypeName == typeName);
        if (last is null)
        {
            groups.Add(last = new EntityGroup(typeName, new(count - place), new(count - place)));
        }

        return last;
    }
}
