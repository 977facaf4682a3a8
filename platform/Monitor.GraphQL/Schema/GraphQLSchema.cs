using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>A schema: types and directives by name, and its three root types. Immutable and safe to share.</summary>
public sealed class GraphQLSchema
{
    private readonly Lazy<Dictionary<InterfaceType, List<ObjectType>>> implementations;

    internal GraphQLSchema(
        string? description,
        IReadOnlyDictionary<string, NamedType> types,
        IReadOnlyDictionary<string, DirectiveType> directives,
        IReadOnlyDictionary<OperationType, NamedType> roots)
    {
        Description = description;
        Types = types;
        Directives = directives;
        Roots = roots;
        QueryType = roots.GetValueOrDefault(OperationType.Query) as ObjectType;
        MutationType = roots.GetValueOrDefault(OperationType.Mutation) as ObjectType;
        SubscriptionType = roots.GetValueOrDefault(OperationType.Subscription) as ObjectType;
        implementations = new Lazy<Dictionary<InterfaceType, List<ObjectType>>>(FindImplementations);
    }

    public string? Description { get; }

    /// <summary>
    /// All types by name, introspection types and the built-in scalars in use included, in the order in which
    /// introspection shows them.
    /// </summary>
    public IReadOnlyDictionary<string, NamedType> Types { get; }

    public IReadOnlyDictionary<string, DirectiveType> Directives { get; }

    public ObjectType? QueryType { get; }

    public ObjectType? MutationType { get; }

    public ObjectType? SubscriptionType { get; }

    /// <summary>The schema definition and its extensions; their directives say what a schema links to.</summary>
    public IReadOnlyList<SchemaDefinition> Definitions { get; internal init; } = [];

    /// <summary>The root types as named, even those that are no objects.</summary>
    internal IReadOnlyDictionary<OperationType, NamedType> Roots { get; }

    /// <summary>
    /// The objects that a value of this type may be: an object itself, a union's members, an interface's
    /// implementations in the order of definition; none for other types.
    /// </summary>
    public IReadOnlyList<ObjectType> PossibleTypes(NamedType type) => type switch
    {
        ObjectType one => [one],
        UnionType union => union.Members,
        InterfaceType @interface => implementations.Value.GetValueOrDefault(@interface) ?? [],
        _ => [],
    };

    private Dictionary<InterfaceType, List<ObjectType>> FindImplementations()
    {
        var found = new Dictionary<InterfaceType, List<ObjectType>>();
        foreach (var type in Types.Values.OfType<ObjectType>())
        {
            foreach (var @interface in type.Interfaces)
            {
                if (!found.TryGetValue(@interface, out var objects))
                {
                    found.Add(@interface, objects = []);
                }

                objects.Add(type);
            }
        }

        return found;
    }
}
