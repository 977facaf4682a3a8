using Monitor.Gateway.Execution.Merging;
using Monitor.Gateway.Execution.Shapes;

namespace Monitor.Gateway.Execution.Reading;

/// <summary>Reads objects of a subgraph's answer into slots, by the shape of what was asked.</summary>
/// <param name="json">Valid UTF-8.</param>
/// <param name="source">The number that the arena gave to these bytes.</param>
/// <param name="origin">The index of the first of them in what the arena keeps.</param>
/// <param name="arena">Takes the slots.</param>
/// <param name="types">The types that objects may name.</param>
internal ref struct ObjectReader(
    ReadOnlySpan<byte> json, int source, int origin, AnswerArena arena, ObjectTypes types)
{
    /// <summary>Stands where the reading is; whoever reads around the objects moves it too.</summary>
    public JsonScanner Scanner = new(json);

    private int lastType;

    /// <summary>Reads the object that comes next.</summary>
    /// <param name="shape">What was asked of it. Members that nobody asked for are passed over.</param>
    /// <param name="depth">Objects and lists around it.</param>
    /// <returns>Its first slot.</returns>
    /// <exception cref="MalformedAnswerException">It is not JSON, or names a member twice.</exception>
    public int ReadObject(ReadShape shape, int depth)
    {
        JsonScanner.CheckDepth(depth);
        var first = arena.AllocateObject(shape.Place, shape.Type);
        Scanner.Take((byte)'{');
        Scanner.SkipSpace();
        if (Scanner.TryTake((byte)'}'))
        {
            return first;
        }
        var likely = 0;
        do
        {
            var index = ReadName(shape, likely);
            Scanner.SkipSpace();
            if (index < 0)
            {
                Scanner.SkipValue(depth + 1);
                continue;
            }
            likely = index + 1;
            var field = shape.Fields[index];
            if (field.Slot == Place.TypeSlot)
            {
                ReadType(first, depth);
                continue;
            }
            if (arena[first + field.Slot].Kind != SlotKind.Missing)
            {
                throw new MalformedAnswerException($"answered {field.ResponseKey} twice in one object");
            }
            var value = ReadValue(field, depth + 1);
            arena[first + field.Slot] = value;   // after the reading: that may move the slots
        }
        while (Scanner.TakeCommaOr((byte)'}'));
        return first;
    }

    /// <summary>The index of the field whose name comes next; -1 where nobody asked for it.</summary>
    private int ReadName(ReadShape shape, int likely)
    {
        var fields = shape.Fields;
        for (var tries = 0; tries < 2 && likely < fields.Length; tries++, likely++)
        {
            if (Scanner.TryTake(fields[likely].Start))
            {
                return likely;
            }
        }
        return shape.IndexOf(Scanner.ReadName());
    }

    private void ReadType(int entity, int depth)
    {
        var name = types.JsonOf(lastType);
        if (Scanner.TryTake(name))
        {
            arena[entity] = Slot.OfType(lastType);
            return;
        }
        var start = Scanner.Position;
        Scanner.SkipValue(depth + 1);
        var given = Scanner.From(start);
        var quoted = given.Length > 2 && given[0] == (byte)'"' ? given[1..^1] : default;
        var type = types.IndexOf(quoted);
        if (type != ObjectTypes.None)
        {
            lastType = type;
            arena[entity] = Slot.OfType(type);
        }
        else if (!types.IsAbstract(quoted))
        {
            arena[entity] = OfBytes(SlotKind.Wrong, start);
        }
    }

    private Slot ReadValue(ReadField field, int depth)
    {
        switch (Scanner.Next)
        {
            case (byte)'n':
                Scanner.TakeWord("null"u8);
                return Slot.Null;
            case (byte)'{' when field.Below is { } below:
                return Slot.OfObject(ReadObject(below, depth));
            case (byte)'[' when field.Below is not null:
                return ReadList(field, depth);
            default:
                return field.Below is null ? ReadLeaf(field, depth) : Skip(SlotKind.Wrong, depth);
        }
    }

    private Slot ReadList(ReadField field, int depth)
    {
        JsonScanner.CheckDepth(depth);
        var mark = arena.Pending;
        Scanner.Take((byte)'[');
        Scanner.SkipSpace();
        if (!Scanner.TryTake((byte)']'))
        {
            do
            {
                arena.Push(ReadValue(field, depth + 1));
            }
            while (Scanner.TakeCommaOr((byte)']'));
        }
        return arena.PopList(mark);
    }

    /// <summary>
    /// A leaf whose every value clients may get, or a list of such, stays the bytes that came. Another list is taken
    /// apart, so that each item stands for itself.
    /// </summary>
    private Slot ReadLeaf(ReadField field, int depth)
    {
        if (field.Form.ListDepth == 0)
        {
            var start = Scanner.Position;
            return OfBytes(LeafReader.Read(ref Scanner, field.Form, depth), start);
        }
        var list = Scanner.Position;
        if (LeafReader.TryReadList(ref Scanner, field.Form, field.Form.ListDepth, depth))
        {
            return OfBytes(SlotKind.Leaf, list);
        }
        Scanner.Return(list);
        return ReadLeaves(field.Form, field.Form.ListDepth, depth);
    }

    private Slot ReadLeaves(LeafForm form, int listDepth, int depth)
    {
        if (Scanner.Next == (byte)'n')
        {
            Scanner.TakeWord("null"u8);
            return Slot.Null;
        }
        if (listDepth == 0)
        {
            var start = Scanner.Position;
            return OfBytes(LeafReader.Read(ref Scanner, form, depth), start);
        }
        if (Scanner.Next != (byte)'[')
        {
            return Skip(SlotKind.Wrong, depth);
        }
        JsonScanner.CheckDepth(depth);
        var mark = arena.Pending;
        Scanner.Take((byte)'[');
        Scanner.SkipSpace();
        if (!Scanner.TryTake((byte)']'))
        {
            do
            {
                arena.Push(ReadLeaves(form, listDepth - 1, depth + 1));
            }
            while (Scanner.TakeCommaOr((byte)']'));
        }
        return arena.PopList(mark);
    }

    private Slot Skip(SlotKind kind, int depth)
    {
        var start = Scanner.Position;
        Scanner.SkipValue(depth);
        return OfBytes(kind, start);
    }

    private readonly Slot OfBytes(SlotKind kind, int start) =>
        Slot.OfBytes(kind, source, origin + start, Scanner.Position - start);
}
