namespace Monitor.GraphQL.Schema;

/// <summary>How types as used by fields and arguments compare.</summary>
public static class TypeComparison
{
    /// <summary>True where both are the same named type in the same wrappers.</summary>
    public static bool IsSameAs(this GraphQLType type, GraphQLType other) => (type, other) switch
    {
        (NonNullType a, NonNullType b) => a.Inner.IsSameAs(b.Inner),
        (ListType a, ListType b) => a.Item.IsSameAs(b.Item),
        _ => ReferenceEquals(type, other),
    };

    /// <summary>
    /// True where a value of this type serves wherever one of the other is expected. GraphQL 2025 §3.6,
    /// IsValidImplementationFieldType()
    /// </summary>
    public static bool IsSubtypeOf(this GraphQLType type, GraphQLType other) => (type, other) switch
    {
        (NonNullType a, NonNullType b) => a.Inner.IsSubtypeOf(b.Inner),
        (NonNullType a, _) => a.Inner.IsSubtypeOf(other),
        (ListType a, ListType b) => a.Item.IsSubtypeOf(b.Item),
        (ObjectType a, UnionType b) => b.Members.Contains(a),
        (ComplexType a, InterfaceType b) => ReferenceEquals(a, b) || a.Interfaces.Contains(b),
        _ => ReferenceEquals(type, other),
    };
}
