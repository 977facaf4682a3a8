using Monitor.Gateway.Execution.Shapes;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.Gateway.Execution.Merging;

/// <summary>Writes what names an entity: <c>{"__typename":"Municipality","code":"GM0153"}</c>.</summary>
internal static class RepresentationWriter
{
    /// <summary>Writes it at the end of the body.</summary>
    /// <returns>
    /// False where a key is missing or null, or nobody knows the type: there is no entity to name, and what was written
    /// is to be taken back.
    /// </returns>
    public static bool TryWrite(AnswerArena arena, RepresentationShape shape, int entity, PooledBuffer body)
    {
        body.Write(shape.Start);
        if (shape.NamesOwnType)
        {
            var type = arena.TypeOf(entity);
            if (type == ObjectTypes.None)
            {
                return false;
            }
            body.Write(shape.Types.JsonOf(type));
        }
        if (!TryWriteParts(arena, shape, shape.Parts, entity, body, isFirst: false))
        {
            return false;
        }
        body.Write((byte)'}');
        return true;
    }

    private static bool TryWriteParts(
        AnswerArena arena,
        RepresentationShape shape,
        RepresentationPart[] parts,
        int entity,
        PooledBuffer body,
        bool isFirst)
    {
        foreach (var part in parts)
        {
            if (part.OnTypes is not null && !PathStep.Contains(part.OnTypes, arena.TypeOf(entity)))
            {
                continue;
            }
            if (!isFirst)
            {
                body.Write((byte)',');
            }
            isFirst = false;
            body.Write(part.Name);
            if (!TryWriteValue(arena, shape, part, entity + part.Slot, body))
            {
                return false;
            }
        }
        return true;
    }

    private static bool TryWriteValue(
        AnswerArena arena, RepresentationShape shape, RepresentationPart part, int slot, PooledBuffer body)
    {
        var value = arena[slot];
        switch (value.Kind)
        {
            case SlotKind.Leaf or SlotKind.Number or SlotKind.Wrong:
                body.Write(arena.BytesOf(value));
                return true;
            case SlotKind.Type:
                body.Write(shape.Types.JsonOf(value.Start));
                return true;
            case SlotKind.List:
                return TryWriteList(arena, shape, part, value, body);
            case SlotKind.Object:
                return TryWriteObject(arena, shape, part, value.Start, body);
            case SlotKind.Null when part.MayBeNull:
                body.Write("null"u8);
                return true;
            default:
                return false;
        }
    }

    private static bool TryWriteList(
        AnswerArena arena, RepresentationShape shape, RepresentationPart part, Slot list, PooledBuffer body)
    {
        body.Write((byte)'[');
        for (var item = 0; item < list.Length; item++)
        {
            if (item > 0)
            {
                body.Write((byte)',');
            }
            if (arena[list.Start + item].Kind == SlotKind.Null)
            {
                body.Write("null"u8);   // a list may hold null, also where it may not be null itself
            }
            else if (!TryWriteValue(arena, shape, part, list.Start + item, body))
            {
                return false;
            }
        }
        body.Write((byte)']');
        return true;
    }

    private static bool TryWriteObject(
        AnswerArena arena, RepresentationShape shape, RepresentationPart part, int inner, PooledBuffer body)
    {
        body.Write((byte)'{');
        var namesType = part.IsAbstract && arena.TypeOf(inner) != ObjectTypes.None;
        if (namesType)
        {
            body.Write("\"__typename\":"u8);
            body.Write(shape.Types.JsonOf(arena.TypeOf(inner)));
        }
        if (!TryWriteParts(arena, shape, part.Parts ?? [], inner, body, isFirst: !namesType))
        {
            return false;
        }
        body.Write((byte)'}');
        return true;
    }
}
