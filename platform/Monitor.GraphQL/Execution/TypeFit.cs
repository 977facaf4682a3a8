using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>Whether values of a CLR type can answer a field of a GraphQL type.</summary>
/// <param name="bound">The CLR types of the object types.</param>
internal sealed class TypeFit(IReadOnlyDictionary<string, Type> bound)
{
    private static readonly Dictionary<string, Type[]> Scalars = new(StringComparer.Ordinal)
    {
        ["Int"] = [typeof(int), typeof(short), typeof(byte), typeof(long)],
        ["Float"] = [typeof(double), typeof(float), typeof(decimal), typeof(int), typeof(long)],
        ["String"] = [typeof(string)],
        ["Boolean"] = [typeof(bool)],
        ["ID"] = [typeof(string), typeof(Guid), typeof(int), typeof(long)],
        ["Date"] = [typeof(DateOnly), typeof(DateTimeOffset), typeof(string)],
        ["DateTime"] = [typeof(DateTimeOffset), typeof(DateTime), typeof(string)],
    };

    /// <summary>
    /// The fault, or null where the types fit. <c>object</c> fits everything and is judged while running.
    /// </summary>
    public string? FaultOf(Type clr, GraphQLType type)
    {
        if (clr == typeof(object))
        {
            return null;
        }

        if (Nullable.GetUnderlyingType(clr) is { } underlying)
        {
            return type.IsNonNull ? $"{Name(clr)} may be null, {type} may not" : FaultOf(underlying, type);
        }

        return type.Nullable switch
        {
            ListType list => ItemOf(clr) is { } item
                ? FaultOf(item, list.Item)
                : $"{Name(clr)} is not a list, {type} is",
            ScalarType scalar => FaultOfScalar(clr, scalar),
            EnumType @enum => FaultOfEnum(clr, @enum),
            NamedType named => FaultOfComposite(clr, named),
            _ => null,
        };
    }

    /// <summary>The item type of a list; null where the type is not one.</summary>
    public static Type? ItemOf(Type clr)
    {
        if (clr == typeof(string))
        {
            return null;
        }

        var enumerable = clr.IsGenericType && clr.GetGenericTypeDefinition() == typeof(IEnumerable<>)
            ? clr
            : clr.GetInterfaces().FirstOrDefault(
                i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        return enumerable?.GetGenericArguments()[0];
    }

    public static string Name(Type clr) => !clr.IsGenericType
        ? clr.Name
        : $"{clr.Name[..clr.Name.IndexOf('`', StringComparison.Ordinal)]}"
            + $"<{string.Join(", ", clr.GetGenericArguments().Select(Name))}>";

    private static string? FaultOfScalar(Type clr, ScalarType scalar) =>
        !Scalars.TryGetValue(scalar.Name, out var accepted) || accepted.Contains(clr)
            ? null
            : $"{Name(clr)} is no {scalar.Name} (that takes {string.Join(", ", accepted.Select(Name))})";

    private static string? FaultOfEnum(Type clr, EnumType type)
    {
        if (clr == typeof(string))
        {
            return null;
        }

        if (!clr.IsEnum)
        {
            return $"{Name(clr)} is no enum, {type} is";
        }

        var names = EnumNames.Of(clr);
        var known = names.ValuesIn(type);
        var unknown = names.Members.Where(member => !known.ContainsKey(member)).ToList();
        return unknown.Count == 0 ? null : $"enum {type} has no value for {Name(clr)}.{string.Join(", ", unknown)}";
    }

    private string? FaultOfComposite(Type clr, NamedType named)
    {
        if (named is not ObjectType)
        {
            return clr.IsPrimitive || clr == typeof(string) ? $"{Name(clr)} is no object, {named} is" : null;
        }

        // An object type that nothing is bound to has its own fault.
        return !bound.TryGetValue(named.Name, out var expected)
            || expected.IsAssignableFrom(clr)
            || clr.IsAssignableFrom(expected)
            ? null
            : $"{Name(clr)} is no {Name(expected)}, which type {named} is bound to";
    }
}
