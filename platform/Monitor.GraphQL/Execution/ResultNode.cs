using System.Text.Json;

namespace Monitor.GraphQL.Execution;

/// <summary>An object or list of the answer under construction, with the way back to the root.</summary>
/// <remarks>
/// Slots are written by the field that owns them; a null that moves up (§6.4.4) only ever writes null over a slot that
/// was written before its fields ran, so that fields may run at the same time without a lock.
/// </remarks>
internal abstract class ResultNode(ResultNode? parent, int index)
{
    private volatile bool isGone;

    public ResultNode? Parent { get; } = parent;

    /// <summary>The slot of <see cref="Parent"/> that holds this node.</summary>
    public int Index { get; } = index;

    /// <summary>Whether a null moved through this node: what is below it is not in the answer.</summary>
    public bool IsGone
    {
        get => isGone;
        set => isGone = value;
    }

    public abstract object?[] Slots { get; }

    /// <summary>Whether the type of a slot is non-null.</summary>
    public abstract bool Requires(int slot);

    /// <summary>Response name or list index.</summary>
    public abstract object KeyOf(int slot);

    public bool IsWithinGone()
    {
        for (var node = this; node is not null; node = node.Parent)
        {
            if (node.IsGone)
            {
                return true;
            }
        }

        return false;
    }

    public IReadOnlyList<object> PathTo(int slot)
    {
        var path = new List<object> { KeyOf(slot) };
        for (var node = this; node.Parent is not null; node = node.Parent)
        {
            path.Add(node.Parent.KeyOf(node.Index));
        }

        path.Reverse();
        return path;
    }

    public abstract void Write(Utf8JsonWriter writer);
}

internal sealed class ResultObject(FieldSet fields, ResultNode? parent, int index) : ResultNode(parent, index)
{
    public override object?[] Slots { get; } = new object?[fields.Fields.Length];

    public override bool Requires(int slot) => fields.Fields[slot].Type.IsNonNull;

    public override object KeyOf(int slot) => fields.Fields[slot].ResponseName;

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        for (var slot = 0; slot < Slots.Length; slot++)
        {
            writer.WritePropertyName(fields.Fields[slot].EncodedName);
            ResultValue.Write(writer, Slots[slot]);
        }

        writer.WriteEndObject();
    }
}

internal sealed class ResultList(int count, bool requiresItems, ResultNode parent, int index)
    : ResultNode(parent, index)
{
    public override object?[] Slots { get; } = new object?[count];

    public override bool Requires(int slot) => requiresItems;

    public override object KeyOf(int slot) => slot;

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in Slots)
        {
            ResultValue.Write(writer, item);
        }

        writer.WriteEndArray();
    }
}
