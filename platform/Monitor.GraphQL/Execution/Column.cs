using System.Collections;
using System.Text;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>
/// What one field answers for all objects of a level, or what all lists of such a column hold: a slot for each.
/// </summary>
/// <remarks>
/// A slot is written by the field that owns it; a null that moves up (§6.4.4) only ever writes over a slot that was
/// written before its fields ran. So fields may run at the same time without a lock.
/// </remarks>
internal abstract class Column(PlannedField field, GraphQLType type)
{
    public PlannedField Field { get; } = field;

    /// <summary>Whether no slot may be null.</summary>
    public bool IsRequired { get; } = type.IsNonNull;

    /// <summary>The level whose field this is; null for the items of a list.</summary>
    public Level? Level { get; init; }

    /// <summary>The lists whose items these are; null for the field of a level.</summary>
    public ListColumn? Lists { get; init; }

    /// <summary>The levels of objects within, which are still to be executed.</summary>
    public virtual ReadOnlySpan<Level> Children => [];

    public static Column Of(PlannedField field, Level level)
    {
        Column column = field.Binding.Resolver is TypeNameResolver
            ? new TypeNameColumn(field, level.Fields.Type)
            : Of(field, field.Type, level, lists: null);
        column.Reserve(level.Count);
        return column;
    }

    public static Column Of(PlannedField field, GraphQLType type, Level? level, ListColumn? lists) =>
        type.Nullable switch
        {
            ListType list => new ListColumn(field, type, list.Item) { Level = level, Lists = lists },
            NamedType { IsLeaf: true } => field.Binding.Leaf.NewColumn(field, type, level, lists),
            _ => new ObjectColumn(field, type) { Level = level, Lists = lists },
        };

    /// <summary>Makes room for as many slots.</summary>
    public abstract void Reserve(int slots);

    /// <summary>Completes one answer into its slot; an exception is an answer too. §6.4.3 CompleteValue</summary>
    public void Complete(int slot, object? value, ErrorList errors)
    {
        if (value is null)
        {
            CompleteNull(slot, errors);
        }
        else if (value is Exception cause)
        {
            errors.Fail(cause, this, slot);
        }
        else
        {
            CompleteValue(slot, value, errors);
        }
    }

    /// <summary>Completes the items of a list into slots that follow one another.</summary>
    public virtual void CompleteItems(int start, IList items, ErrorList errors)
    {
        if (items is IReadOnlyList<object?> references)
        {
            for (var i = 0; i < references.Count; i++)
            {
                Complete(start + i, references[i], errors);
            }
        }
        else
        {
            for (var i = 0; i < items.Count; i++)
            {
                Complete(start + i, items[i], errors);
            }
        }
    }

    public abstract void PutNull(int slot);

    public abstract bool IsNull(int slot);

    public abstract void Write(JsonText json, int slot);

    /// <summary>The slot that holds this one: of the list, or of the object. Null for a field of the root.</summary>
    public (Column Column, int Slot)? HolderOf(int slot)
    {
        if (Lists is not null)
        {
            return (Lists, Lists.SlotOf(slot));
        }

        return Level?.Source is { } source ? (source, Level.SlotOf(slot)) : null;
    }

    /// <summary>Response name, or index in its list.</summary>
    public object KeyOf(int slot) => Lists is null ? Field.ResponseName : Lists.IndexOf(slot);

    /// <summary>Where the slot stands beside its siblings: index of the field, or of the item in its list.</summary>
    public int OrderOf(int slot) => Lists is null ? Array.IndexOf(Level!.Columns, this) : Lists.IndexOf(slot);

    protected abstract void CompleteValue(int slot, object value, ErrorList errors);

    protected void CompleteNull(int slot, ErrorList errors)
    {
        if (IsRequired)
        {
            errors.FailNull(this, slot);
        }
        else
        {
            PutNull(slot);
        }
    }
}

/// <summary>The name of the objects' type. §4.1</summary>
internal sealed class TypeNameColumn(PlannedField field, ObjectType type) : Column(field, field.Type)
{
    private readonly byte[] quoted = Encoding.UTF8.GetBytes($"\"{type.Name}\"");

    public override void Reserve(int slots)
    {
    }

    public override void PutNull(int slot) => throw new NotSupportedException();

    public override bool IsNull(int slot) => false;

    public override void Write(JsonText json, int slot) => json.Raw(quoted);

    protected override void CompleteValue(int slot, object value, ErrorList errors) =>
        throw new NotSupportedException();
}
