namespace Monitor.GraphQL.Execution;

/// <summary>
/// All objects of one type that one field of the answer led to, the fields to execute on them, and what those answer:
/// a column a field, a row an object.
/// </summary>
/// <param name="fields">What is asked of the objects.</param>
/// <param name="source">The column whose values the objects are; null for the root.</param>
/// <param name="capacity">How many objects are expected.</param>
internal sealed class Level(FieldSet fields, ObjectColumn? source, int capacity)
{
    private object?[] parents = new object?[capacity];
    private Array? typedParents;
    private int[]? slots;

    public FieldSet Fields { get; } = fields;

    public ObjectColumn? Source { get; } = source;

    public int Count { get; private set; }

    /// <summary>As many as <see cref="Fields"/>; made when the objects are all known.</summary>
    public Column[] Columns { get; private set; } = [];

    /// <summary>An object, or the root value: only that may be null.</summary>
    public object? Parent(int row) => parents[row];

    /// <summary>Adds an object that stands in a slot of <see cref="Source"/>; answers with its row.</summary>
    public int Add(object? parent, int slot)
    {
        var row = Count++;
        if (row == parents.Length)
        {
            Array.Resize(ref parents, Math.Max(4, 2 * row));
        }

        parents[row] = parent;
        if (slots is not null || slot != row)
        {
            KeepSlot(row, slot);
        }

        return row;
    }

    /// <summary>The slot of <see cref="Source"/> in which the object stands.</summary>
    public int SlotOf(int row) => slots is null ? row : slots[row];

    public void MakeColumns()
    {
        Columns = new Column[Fields.Fields.Length];
        for (var i = 0; i < Columns.Length; i++)
        {
            Columns[i] = Column.Of(Fields.Fields[i], this);
        }
    }

    /// <summary>The objects as a resolver takes them; not to be changed.</summary>
    public TParent[] ParentsAs<TParent>()
    {
        if (typedParents is TParent[] known)
        {
            return known;
        }

        var typed = new TParent[Count];
        for (var row = 0; row < typed.Length; row++)
        {
            typed[row] = (TParent)parents[row]!;
        }

        typedParents = typed;
        return typed;
    }

    public void Write(JsonText json, int row)
    {
        if (Columns.Length == 0)
        {
            json.Raw("{}"u8);
            return;
        }

        foreach (var column in Columns)
        {
            json.Raw(column.Field.Prefix);
            column.Write(json, row);
        }

        json.EndObject();
    }

    /// <summary>As long as rows and slots are the same numbers, they are not kept.</summary>
    private void KeepSlot(int row, int slot)
    {
        if (slots is null)
        {
            slots = new int[parents.Length];
            for (var i = 0; i < row; i++)
            {
                slots[i] = i;
            }
        }
        else if (slots.Length < parents.Length)
        {
            Array.Resize(ref slots, parents.Length);
        }

        slots[row] = slot;
    }
}

/// <summary>The objects of a level that are still in the answer.</summary>
/// <param name="level">All of them.</param>
/// <param name="kept">The rows of those that are left; null for all.</param>
internal readonly struct Rows(Level level, int[]? kept)
{
    public int Count => kept?.Length ?? level.Count;

    public int Row(int index) => kept is null ? index : kept[index];

    public object? Parent(int index) => level.Parent(Row(index));

    public TParent[] ParentsAs<TParent>()
    {
        var all = level.ParentsAs<TParent>();
        return kept is null ? all : Array.ConvertAll(kept, row => all[row]);
    }
}
