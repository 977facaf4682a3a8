using Monitor.Gateway.Access;
using Monitor.Gateway.Execution.Merging;
using Monitor.Gateway.Execution.Shapes;
using Monitor.GraphQL;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.Gateway.Execution.Writing;

/// <summary>
/// Writes the merged answer in the order that the client asked (§7.2.2), and holds it to the clients' schema on the
/// way. GraphQL 2025 §6.4.4: a null, or nothing, in a non-null field moves to its parent, of which then nothing stays
/// written; what has the wrong shape counts as null. Each such null has an error, its own or that of a fetch.
/// </summary>
/// <param name="arena">The merged answer.</param>
/// <param name="types">What types are called.</param>
/// <param name="output">Takes the bytes.</param>
/// <param name="errors">Those of the fetches; takes the others.</param>
internal sealed class AnswerWriter(
    AnswerArena arena, ObjectTypes types, PooledBuffer output, List<GraphQLError> errors)
{
    private readonly AnswerPath path = new();
    private readonly NullErrors nulls = new(errors);

    /// <summary>Writes the value of <c>data</c>; null where a null reached it.</summary>
    public void Write(int root, WriteShape shape)
    {
        var start = output.Length;
        if (shape.For(arena.TypeOf(root)) is not { } fields || !TryWriteFields(root, fields))
        {
            output.Truncate(start);
            output.Write("null"u8);
        }
    }

    /// <returns>False where a null moves to the object; what was written of it is to be taken back.</returns>
    private bool TryWriteFields(int first, WriteField[] fields)
    {
        if (fields.Length == 0)
        {
            output.Write("{}"u8);
            return true;
        }
        foreach (var field in fields)
        {
            output.Write(field.Start, field.StartLength);
            ref readonly var value = ref arena[first + field.Slot];
            if (value.Kind == SlotKind.Leaf)
            {
                output.Write(arena.BytesFrom(value), value.Length);
            }
            else if (field.Slot == Place.TypeSlot && !field.IsRefused)
            {
                output.Write(types.JsonOf(value.Start));
            }
            else if (!TryWriteField(value, field))
            {
                return false;
            }
        }
        output.Write((byte)'}');
        return true;
    }

    private bool TryWriteField(Slot value, WriteField field)
    {
        path.Push(field.ResponseKey);
        var isWritten = TryWrite(value, field, 0);
        path.Pop();
        return isWritten;
    }

    /// <param name="value">Of the field, or an item of it.</param>
    /// <param name="field">What the client asked.</param>
    /// <param name="level">Lists around the value.</param>
    /// <returns>False where it is null and may not be.</returns>
    private bool TryWrite(Slot value, WriteField field, int level)
    {
        var start = output.Length;
        if (TryWriteValue(value, field, level))
        {
            return true;
        }
        if (field.IsNonNull[level])
        {
            nulls.Explain(path, $"Cannot return null for non-nullable field {field.Coordinate}.");
            return false;
        }
        output.Truncate(start);
        output.Write("null"u8);
        return true;
    }

    /// <returns>False where it counts as null.</returns>
    private bool TryWriteValue(Slot value, WriteField field, int level)
    {
        if (field.IsRefused)
        {
            nulls.Add(Refusals.Error(path.ToList()));
            return false;
        }
        switch (value.Kind)
        {
            case SlotKind.Missing or SlotKind.Null:
                return false;
            case SlotKind.Leaf when field.Below is null:
                output.Write(arena.BytesOf(value));
                return true;
            case SlotKind.Number:
                output.Write((byte)'"');
                output.Write(arena.BytesOf(value));
                output.Write((byte)'"');
                return true;
            case SlotKind.List when level < field.ListDepth:
                return TryWriteList(value, field, level + 1);
            case SlotKind.Object when level == field.ListDepth && FieldsOf(value.Start, field) is { } fields:
                return TryWriteFields(value.Start, fields);
            default:
                // Nothing that was there disappears without a word.
                nulls.Explain(path, $"The value given for {field.Coordinate} is not of its type.");
                return false;
        }
    }

    private WriteField[]? FieldsOf(int first, WriteField field) =>
        arena[first].Kind == SlotKind.Missing ? field.Below?.Untyped : field.Below?.For(arena.TypeOf(first));

    private bool TryWriteList(Slot list, WriteField field, int level)
    {
        output.Write((byte)'[');
        for (var item = 0; item < list.Length; item++)
        {
            if (item > 0)
            {
                output.Write((byte)',');
            }
            path.Push(item);
            var isWritten = TryWrite(arena[list.Start + item], field, level);
            path.Pop();
            if (!isWritten)
            {
                return false;
            }
        }
        output.Write((byte)']');
        return true;
    }
}
