using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Execution;

/// <summary>A value of an abstract type whose object type is known already.</summary>
internal sealed record TypedValue(ObjectType Type, object Value)
{
    /// <exception cref="ResultFaultException">It is no possible type.</exception>
    public ObjectType TypeAs(NamedType expected) => Type.IsOf(expected)
        ? Type
        : throw new ResultFaultException($"Runtime Object type \"{Type}\" is not a possible type for \"{expected}\".");
}

/// <summary>Keeps with entities the type that was asked for, where their class alone would not tell it.</summary>
/// <param name="typeName">What the representations name: an object type or an interface.</param>
/// <param name="union">What the field answers: all entities.</param>
/// <param name="schema">Knows both.</param>
internal sealed class EntityTyping(string typeName, NamedType union, ExecutableSchema schema)
{
    private readonly NamedType asked = schema.Schema.Types[typeName];
    private Type? lastClass;
    private bool isPlain;

    /// <summary>An entity with its type, or as it is; what is no entity stays what it is.</summary>
    public object? Apply(object? found)
    {
        if (found is null or Exception)
        {
            return found;
        }

        if (lastClass != found.GetType())
        {
            lastClass = found.GetType();
            isPlain = schema.RuntimeTypes.IsByClass
                && asked is ObjectType
                && ReferenceEquals(schema.RuntimeTypes.Find(found, union), asked);
        }

        return isPlain ? found : Typed(found);
    }

    private object Typed(object found)
    {
        var type = asked as ObjectType ?? schema.RuntimeTypes.Find(found, asked);
        return type is null
            ? new InvalidOperationException(
                $"{TypeFit.Name(found.GetType())} is bound to no type that is a {typeName}.")
            : new TypedValue(type, found);
    }
}
