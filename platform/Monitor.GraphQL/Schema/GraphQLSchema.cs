namespace Monitor.GraphQL.Schema;

/// <summary>A schema: types and directives by name, and its three root types. Immutable and safe to share.</summary>
public sealed class GraphQLSchema
{
    internal GraphQLSchema(
        string? description,
        IReadOnlyDictionary<string, NamedType> types,
        IReadOnlyDictionary<string, DirectiveType> directives,
        ObjectType? query,
        ObjectType? mutation,
        ObjectType? subscription)
    {
        Description = description;
        Types = types;
        Directives = directives;
        QueryType = query;
        MutationType = mutation;
        SubscriptionType = subscription;
    }

    public string? Description { get; }

    /// <summary>All types, built-in scalars and introspection types included.</summary>
    public IReadOnlyDictionary<string, NamedType> Types { get; }

    public IReadOnlyDictionary<string, DirectiveType> Directives { get; }

    public ObjectType? QueryType { get; }

    public ObjectType? MutationType { get; }

    public ObjectType? SubscriptionType { get; }
}
