using System.Collections.Concurrent;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Execution;

/// <summary>Finds the object type of a value of an interface or union. §6.4.3 ResolveAbstractType</summary>
internal sealed class RuntimeTypes
{
    private readonly GraphQLSchema schema;
    private readonly Func<object, string?>? nameOfType;
    private readonly List<(Type Clr, ObjectType Type)> bound = [];
    private readonly ConcurrentDictionary<(Type Clr, NamedType Abstract), ObjectType?> found = new();

    /// <param name="schema">Knows the types.</param>
    /// <param name="clrTypes">The CLR type of each object type that has one.</param>
    /// <param name="nameOfType">Names the type of a value where CLR types do not tell; null for none.</param>
    public RuntimeTypes(
        GraphQLSchema schema, IReadOnlyDictionary<string, Type> clrTypes, Func<object, string?>? nameOfType)
    {
        this.schema = schema;
        this.nameOfType = nameOfType;
        foreach (var (name, clr) in clrTypes)
        {
            if (schema.Types.GetValueOrDefault(name) is ObjectType type)
            {
                bound.Add((clr, type));
            }
        }
    }

    /// <summary>Whether values of one class are always of one object type.</summary>
    public bool IsByClass => nameOfType is null;

    /// <summary>The object type of a value that a field answered.</summary>
    /// <exception cref="ResultFaultException">There is none, or it is no possible type.</exception>
    public ObjectType Find(object value, NamedType abstractType, string coordinate)
    {
        if (nameOfType?.Invoke(value) is { } name)
        {
            return Named(name, abstractType);
        }

        return Find(value, abstractType) ?? throw new ResultFaultException(
            $"Abstract type \"{abstractType}\" must resolve to an Object type at runtime for field \"{coordinate}\"."
            + $" Either the \"{abstractType}\" type should provide a \"resolveType\" function"
            + " or each possible type should provide an \"isTypeOf\" function.",
            hint: $"{TypeFit.Name(value.GetType())} is bound to no {abstractType}, or to more than one.");
    }

    /// <summary>The possible type of <paramref name="abstractType"/> bound nearest to the value's class.</summary>
    /// <returns>Null where there is none, or more than one is as near.</returns>
    public ObjectType? Find(object value, NamedType abstractType) =>
        found.GetOrAdd((value.GetType(), abstractType), key => Search(key.Clr, key.Abstract));

    private ObjectType Named(string name, NamedType abstractType) => schema.Types.GetValueOrDefault(name) switch
    {
        ObjectType type when type.IsOf(abstractType) => type,
        ObjectType => throw new ResultFaultException(
            $"Runtime Object type \"{name}\" is not a possible type for \"{abstractType}\"."),
        null => throw new ResultFaultException(
            $"Abstract type \"{abstractType}\" was resolved to a type \"{name}\""
            + " that does not exist inside the schema."),
        _ => throw new ResultFaultException(
            $"Abstract type \"{abstractType}\" was resolved to a non-object type \"{name}\"."),
    };

    private ObjectType? Search(Type clr, NamedType abstractType)
    {
        var fitting = bound.Where(b => b.Type.IsOf(abstractType) && b.Clr.IsAssignableFrom(clr)).ToList();
        var nearest = fitting.Where(b => fitting.All(other => other.Clr.IsAssignableFrom(b.Clr))).ToList();
        return nearest is [var only] ? only.Type : null;
    }
}
