using Monitor.Gateway.Execution.Reading;
using Monitor.Gateway.Planning;

namespace Monitor.Gateway.Execution.Shapes;

/// <summary>
/// What one fetch is to bring of the objects at one place: which members, in which order they most likely come, and to
/// which slots they go. Immutable.
/// </summary>
internal sealed class ReadShape
{
    private const string TypeNameKey = "__typename";

    private readonly NameTable byName;

    private ReadShape(Place place, List<ReadField> fields)
    {
        Place = place;
        Fields = [.. fields];
        Slots = [.. fields.Select(field => field.Slot).Where(slot => slot != Place.TypeSlot).Distinct()];
        byName = new NameTable([.. fields.Select(field => field.ResponseKey)]);
    }

    public Place Place { get; }

    /// <summary>In the order in which a subgraph that follows the specification writes them.</summary>
    public ReadField[] Fields { get; }

    /// <summary>The slots that are filled, without that of the type.</summary>
    public int[] Slots { get; }

    /// <param name="brought">All that is selected of the objects; several where fragments meet.</param>
    /// <param name="place">Where they stand; all that is brought is known to it.</param>
    public static ReadShape Of(IReadOnlyList<PlannedSelection> brought, Place place)
    {
        var fields = new List<ReadField> { new(TypeNameKey, Place.TypeSlot, LeafForm.Any, null) };
        var selected = brought.SelectMany(All).Where(field => field.Name != TypeNameKey);
        foreach (var group in selected.GroupBy(field => field.ResponseKey))
        {
            var slot = place.SlotOf(group.First().Key);
            var below = group.Select(field => field.Selection).OfType<PlannedSelection>().ToList();
            fields.Add(new ReadField(
                group.Key, slot, place.FormOf(slot), below.Count == 0 ? null : Of(below, place.Below(slot)!)));
        }
        return new ReadShape(place, fields);
    }

    /// <summary>The field of a response key; -1 where nobody asked for it.</summary>
    public int IndexOf(ReadOnlySpan<byte> responseKey) => byName.IndexOf(responseKey);

    private static IEnumerable<PlannedField> All(PlannedSelection selection) =>
        selection.Fields.Concat(selection.Fragments.SelectMany(All));
}

/// <summary>A member of an object that a subgraph answers.</summary>
/// <param name="ResponseKey">Its name there.</param>
/// <param name="Slot">Where it goes.</param>
/// <param name="Form">What clients may get, for a leaf.</param>
/// <param name="Below">Null for a leaf.</param>
internal sealed record ReadField(string ResponseKey, int Slot, LeafForm Form, ReadShape? Below)
{
    /// <summary>The name as it most likely comes: <c>"code":</c>.</summary>
    public byte[] Start { get; } = JsonText.Quote(ResponseKey, after: ":");
}
