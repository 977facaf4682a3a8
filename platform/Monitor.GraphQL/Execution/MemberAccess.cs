using System.Linq.Expressions;
using System.Reflection;

namespace Monitor.GraphQL.Execution;

/// <summary>Reads a member of an object by a compiled delegate.</summary>
internal static class MemberAccess
{
    /// <summary>
    /// The public property that answers a field (<c>scoreCard</c> by <c>ScoreCard</c>); null for none.
    /// </summary>
    public static MemberResolver? Find(Type type, string field)
    {
        var name = char.ToUpperInvariant(field[0]) + field[1..];
        return PropertyOf(type, name) is { } property ? Compile(type, property) : null;
    }

    private static PropertyInfo? PropertyOf(Type type, string name)
    {
        var candidates = type.IsInterface ? [type, .. type.GetInterfaces()] : new[] { type };
        return candidates
            .Select(candidate => candidate.GetProperty(name, BindingFlags.Public | BindingFlags.Instance))
            .FirstOrDefault(property => property is { CanRead: true } && property.GetIndexParameters().Length == 0);
    }

    private static MemberResolver Compile(Type type, PropertyInfo property)
    {
        var parent = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(parent, type), property);
        var read = typeof(Func<,>).MakeGenericType(typeof(object), property.PropertyType);
        return (MemberResolver)Activator.CreateInstance(
            typeof(MemberResolver<>).MakeGenericType(property.PropertyType),
            type,
            Expression.Lambda(read, value, parent).Compile())!;
    }
}
