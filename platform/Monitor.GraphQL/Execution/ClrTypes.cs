using System.Collections.Concurrent;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Execution;

/// <summary>Finds the object type of a value by the CLR type that is bound to it.</summary>
internal sealed class ClrTypes
{
    private readonly List<(Type Clr, ObjectType Type)> bound = [];
    private readonly ConcurrentDictionary<(Type Clr, NamedType Abstract), ObjectType?> found = new();

    public ClrTypes(GraphQLSchema schema, IReadOnlyDictionary<string, Type> clrTypes)
    {
        foreach (var (name, clr) in clrTypes)
        {
            if (schema.Types.GetValueOrDefault(name) is ObjectType type)
            {
                bound.Add((clr, type));
            }
        }
    }

    /// <summary>The possible type of <paramref name="abstractType"/> bound nearest to the value's class.</summary>
    /// <returns>Null where there is none, or more than one is as near.</returns>
    public ObjectType? Find(object value, NamedType abstractType) =>
        found.GetOrAdd((value.GetType(), abstractType), key => Search(key.Clr, key.Abstract));

    private ObjectType? Search(Type clr, NamedType abstractType)
    {
        var fitting = bound.Where(b => b.Type.IsOf(abstractType) && b.Clr.IsAssignableFrom(clr)).ToList();
        var nearest = fitting.Where(b => fitting.All(other => other.Clr.IsAssignableFrom(b.Clr))).ToList();
        return nearest is [var only] ? only.Type : null;
    }
}
