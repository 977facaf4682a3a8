using System.Collections;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>Lists: the items of all of them stand in one column, each list's behind one another.</summary>
internal sealed class ListColumn : Column
{
    private readonly Column items;
    private (int Start, int Count)[] lists = [];
    private int[] slots = [];
    private int filled;

    public ListColumn(PlannedField field, GraphQLType type, GraphQLType itemType)
        : base(field, type) => items = Of(field, itemType, level: null, lists: this);

    public override ReadOnlySpan<Level> Children => items.Children;

    public override void Reserve(int slots)
    {
        if (lists.Length < slots)
        {
            Array.Resize(ref lists, Growth.Of(lists.Length, slots));
        }
    }

    public override void PutNull(int slot) => lists[slot] = (0, -1);

    public override bool IsNull(int slot) => lists[slot].Count < 0;

    /// <summary>The list that holds an item: the first one, as long as there is no other to tell it from.</summary>
    public int SlotOf(int item) => item < slots.Length ? slots[item] : 0;

    public int IndexOf(int item) => item - lists[SlotOf(item)].Start;

    public override void Write(JsonText json, int slot)
    {
        var (start, count) = lists[slot];
        if (count < 0)
        {
            json.Null();
            return;
        }

        json.BeginList();
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                json.Comma();
            }

            items.Write(json, start + i);
        }

        json.EndList();
    }

    protected override void CompleteValue(int slot, object value, ErrorList errors)
    {
        if (value is string or IReadOnlyDictionary<string, object?> or not IEnumerable)
        {
            errors.Fail(NoList(value), this, slot);
            return;
        }

        IList list;
        try
        {
            list = value as IList ?? Materialize((IEnumerable)value);
        }
        catch (Exception cause)
        {
            errors.Fail(cause, this, slot);
            return;
        }

        // The list stands in its slot before its items can move a null into its place.
        lists[slot] = (filled, list.Count);
        Hold(slot, list.Count);
        items.CompleteItems(filled - list.Count, list, errors);
    }

    private static List<object?> Materialize(IEnumerable value) => [.. value.Cast<object?>()];

    /// <summary>Takes the next slots of the items for one list; where there is but one, it holds them all.</summary>
    private void Hold(int slot, int count)
    {
        items.Reserve(filled + count);
        if (lists.Length > 1)
        {
            if (slots.Length < filled + count)
            {
                Array.Resize(ref slots, Growth.Of(slots.Length, filled + count));
            }

            slots.AsSpan(filled, count).Fill(slot);
        }

        filled += count;
    }

    private ResultFaultException NoList(object value) => new(
        $"Expected Iterable, but did not find one for field \"{Field.Binding.Coordinate}\".",
        hint: $"It answered {TypeFit.Name(value.GetType())}.");
}

/// <summary>How arrays grow that are filled from the front.</summary>
internal static class Growth
{
    /// <summary>Exactly what is needed at first, doubled later.</summary>
    public static int Of(int length, int needed) => length == 0 ? needed : Math.Max(needed, 2 * length);
}
