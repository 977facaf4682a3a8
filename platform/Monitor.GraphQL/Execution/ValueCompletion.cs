using System.Collections;
using Monitor.GraphQL.Schema;

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
        if (value is string or IReadOnlyDictionary<string, object?> or not IEnumerable)
        {
            errors.Fail(NoList(value, children.Field.Binding), children.Field, owner, slot);
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

    private static ResultFaultException NoList(object value, FieldBinding binding) => new(
        $"Expected Iterable, but did not find one for field \"{binding.Coordinate}\".",
        hint: $"It answered {TypeFit.Name(value.GetType())}.");

    /// <summary>§6.4.3 CoerceResult</summary>
    private void CompleteLeaf(object value, NamedType type, ChildLevels children, ResultNode owner, int slot)
    {
        try
        {
            owner.Slots[slot] = (type is EnumType @enum
                ? schema.NameOf(@enum, value)
                : ((ScalarType)type).Coercion.Serialize(value))
                ?? throw new ResultFaultException(
                    $"Expected `{type}.coerceOutputValue({ValueText.Of(value)})`"
                    + " to return non-nullable value, returned: null");
        }
        catch (Exception cause)
        {
            // What does not fit may hold what the caller may not see: the message stays in the log.
            errors.Fail(new ResultFaultException(cause.Message, cause: cause), children.Field, owner, slot);
        }
    }

    private void CompleteObject(object value, NamedType type, ChildLevels children, ResultNode owner, int slot)
    {
        try
        {
            var objectType = type as ObjectType;
            if (value is TypedValue typed)
            {
                (objectType, value) = (typed.TypeAs(type), typed.Value);
            }

            objectType ??= schema.RuntimeTypes.Find(value, type, children.Field.Binding.Coordinate);
            owner.Slots[slot] = children.Add(value, objectType, owner, slot);
        }
        catch (ResultFaultException fault)
        {
            errors.Fail(fault, children.Field, owner, slot);
        }
    }
}
