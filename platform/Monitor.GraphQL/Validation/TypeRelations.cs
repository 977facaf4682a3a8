using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>How types of a schema relate to one another.</summary>
internal static class TypeRelations
{
    /// <summary>Whether objects of <paramref name="objectType"/> are of <paramref name="type"/> too. §6.3.2</summary>
    public static bool IsOf(this ObjectType objectType, NamedType type) => type switch
    {
        InterfaceType @interface => Contains(objectType.Interfaces, @interface),
        UnionType union => Contains(union.Members, objectType),
        _ => ReferenceEquals(objectType, type),
    };

    /// <summary>Whether any object can be of both types. §5.5.2.3</summary>
    public static bool Overlap(this GraphQLSchema schema, NamedType one, NamedType other) =>
        ReferenceEquals(one, other) || (one, other) switch
        {
            (ObjectType, ObjectType) => false,
            (ObjectType type, _) => type.IsOf(other),
            (_, ObjectType type) => type.IsOf(one),
            _ => schema.PossibleTypes(one).Any(type => type.IsOf(other)),
        };

    /// <summary>The type that a reference names; null where the schema does not know it.</summary>
    public static GraphQLType? Find(this GraphQLSchema schema, TypeNode node) => node switch
    {
        NamedTypeNode named => schema.Types.GetValueOrDefault(named.Name),
        ListTypeNode list => schema.Find(list.Item) is { } item ? new ListType(item) : null,
        NonNullTypeNode nonNull => schema.Find(nonNull.Inner) is { } inner ? new NonNullType(inner) : null,
        _ => null,
    };

    public static ObjectType? RootType(this GraphQLSchema schema, OperationType operation) => operation switch
    {
        OperationType.Query => schema.QueryType,
        OperationType.Mutation => schema.MutationType,
        _ => schema.SubscriptionType,
    };

    private static bool Contains<T>(IReadOnlyList<T> list, T item)
        where T : class
    {
        foreach (var candidate in list)
        {
            if (ReferenceEquals(candidate, item))
            {
                return true;
            }
        }

        return false;
    }
}
