using System.Collections;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>Leaves of one CLR type, which are written as they are.</summary>
internal sealed class LeafColumn<T>(PlannedField field, GraphQLType type, LeafCodec<T> codec) : Column(field, type)
{
    private T[] values = [];
    private bool[]? nulls;

    public override void Reserve(int slots)
    {
        if (values.Length < slots)
        {
            Array.Resize(ref values, Growth.Of(values.Length, slots));
            if (nulls is not null)
            {
                Array.Resize(ref nulls, values.Length);
            }
        }
    }

    /// <summary>Reads the member of each parent; one that throws fails its own parent.</summary>
    public void Read(Func<object?, T> read, Rows rows, ErrorList errors)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            try
            {
                for (; i < rows.Count; i++)
                {
                    Store(rows.Row(i), read(rows.Parent(i)), errors);
                }
            }
            catch (Exception cause)
            {
                errors.Fail(cause, this, rows.Row(i));
            }
        }
    }

    public void Store(int slot, T value, ErrorList errors)
    {
        if (codec.Accepts(value))
        {
            values[slot] = value;
        }
        else
        {
            Complete(slot, value, errors);
        }
    }

    public override void CompleteItems(int start, IList items, ErrorList errors)
    {
        if (items is not IReadOnlyList<T> typed)
        {
            base.CompleteItems(start, items, errors);
            return;
        }

        for (var i = 0; i < typed.Count; i++)
        {
            Store(start + i, typed[i], errors);
        }
    }

    public override void PutNull(int slot)
    {
        nulls ??= new bool[values.Length];
        nulls[slot] = true;
    }

    public override bool IsNull(int slot) => nulls is not null && nulls[slot];

    public override void Write(JsonText json, int slot)
    {
        if (nulls is not null && nulls[slot])
        {
            json.Null();
        }
        else
        {
            codec.Write(json, values[slot]);
        }
    }

    protected override void CompleteValue(int slot, object value, ErrorList errors)
    {
        if (value is T known && codec.Accepts(known))
        {
            values[slot] = known;
            return;
        }

        try
        {
            var coerced = LeafValue.Coerce(Field.Type.Named, value);
            throw new ResultFaultException($"A {TypeFit.Name(value.GetType())} cannot be kept as {coerced}.");
        }
        catch (Exception cause)
        {
            errors.Fail(LeafValue.Fault(cause), this, slot);
        }
    }
}

/// <summary>Leaves of any CLR type: kept as what their coercion makes of them.</summary>
internal sealed class CoercedColumn(PlannedField field, GraphQLType type) : Column(field, type)
{
    private readonly NamedType leaf = type.Named;
    private object?[] values = [];

    public override void Reserve(int slots)
    {
        if (values.Length < slots)
        {
            Array.Resize(ref values, Growth.Of(values.Length, slots));
        }
    }

    public override void PutNull(int slot) => values[slot] = null;

    public override bool IsNull(int slot) => values[slot] is null;

    public override void Write(JsonText json, int slot) => json.Value(values[slot]);

    protected override void CompleteValue(int slot, object value, ErrorList errors)
    {
        try
        {
            values[slot] = LeafValue.Coerce(leaf, value);
        }
        catch (Exception cause)
        {
            // What does not fit may hold what the caller may not see: the message stays in the log.
            errors.Fail(LeafValue.Fault(cause), this, slot);
        }
    }
}
