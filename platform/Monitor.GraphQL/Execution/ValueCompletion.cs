using System.Collections;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Execution;

/// <summary>Turns what a resolver answered into the answer's values. §6.4.3 CompleteValue</summary>
internal sealed class ValueCompletion(ExecutableSchema schema, ErrorList errors)
{
    /// <summary>Completes one answer into its slot; objects are added to the levels still to execute.</summary>
    public void Complete(object? value, ChildLevels children, ResultNode owner, int slot) =>
        Complete(value, children.Field.Type, children, owner, slot);

    private void Complete(object? value, GraphQLType type, ChildLevels children, ResultNode owner, int slot)
    {
        if (value is Exception cause)
        {
            errors.Fail(cause, children.Field, owner, slot);
            return;
        }

        if (value is null)
        {
            if (type.IsNonNull)
            {
                errors.FailNull(children.Field, owner, slot);
            }

            return;
        }

        switch (type.Nullable)
        {
            case ListType list:
                CompleteList(value, list, children, owner, slot);
                break;
            case NamedType { IsLeaf: true } leaf:
                CompleteLeaf(value, leaf, children, owner, slot);
                break;
            case NamedType named:
                CompleteObject(value, named, children, owner, slot);
                break;
        }
    }

    private void CompleteList(object value, ListType type, ChildLevels children, ResultNode owner, int slot)
    {
        if (value is string or not IEnumerable)
        {
            Fail($"answered {TypeFit.Name(value.GetType())}, which is not a list.", children, owner, slot);
            return;
        }

        var items = value as IList ?? Materialize((IEnumerable)value);
        var result = new ResultList(items.Count, type.Item.IsNonNull, owner, slot);

        // The list stands in its slot before its items can move a null into its place.
        owner.Slots[slot] = result;
        for (var i = 0; i < result.Slots.Length && !result.IsGone; i++)
        {
            Complete(items[i], type.Item, children, result, i);
        }
    }

    private static List<object?> Materialize(IEnumerable value) => [.. value.Cast<object?>()];

    /// <summary>§6.4.3 CoerceResult</summary>
    private void CompleteLeaf(object value, NamedType type, ChildLevels children, ResultNode owner, int slot)
    {
        object? leaf;
        try
        {
            leaf = type is EnumType @enum ? schema.NameOf(@enum, value) : ((ScalarType)type).Coercion.Serialize(value);
        }
        catch (Exception cause)
        {
            // What does not fit may hold what the caller may not see: the message stays in the log.
            errors.Fail(Unfit(cause.Message, children, cause), children.Field, owner, slot);
            return;
        }

        if (leaf is null)
        {
            Fail($"answered a {type} that cannot be written: {TypeFit.Name(value.GetType())}.", children, owner, slot);
            return;
        }

        owner.Slots[slot] = leaf;
    }

    /// <summary>§6.4.3 ResolveAbstractType</summary>
    private void CompleteObject(object value, NamedType type, ChildLevels children, ResultNode owner, int slot)
    {
        ObjectType? objectType;
        if (value is TypedValue typed)
        {
            (objectType, value) = (typed.Type.IsOf(type) ? typed.Type : null, typed.Value);
        }
        else
        {
            objectType = type as ObjectType ?? schema.ClrTypes.Find(value, type);
        }

        if (objectType is null)
        {
            Fail($"answered {TypeFit.Name(value.GetType())}, which is bound to no {type}.", children, owner, slot);
            return;
        }

        owner.Slots[slot] = children.Add(value, objectType, owner, slot);
    }

    private void Fail(string what, ChildLevels children, ResultNode owner, int slot) =>
        errors.Fail(Unfit(what, children, inner: null), children.Field, owner, slot);

    private static InvalidOperationException Unfit(string what, ChildLevels children, Exception? inner) =>
        new($"{children.Field.Binding.Coordinate} {what}", inner);
}
