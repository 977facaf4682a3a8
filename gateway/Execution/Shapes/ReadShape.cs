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

    private ReadShape(Place place, int type, List<ReadField> fields)
    {
        Place = place;
        Type = type;
        Fields = [.. fields];
        Slots = [.. fields.Select(field => field.Slot).Where(slot => slot != Place.TypeSlot).Distinct()];
        byName = new NameTable([.. fields.Select(field => field.ResponseKey)]);
    }

    public Place Place { get; }

    /// <summary>
    /// The object type of all objects that come, by number, as their field is declared with it in the subgraph, even
    /// where the place may have others too; <see cref="ObjectTypes.None"/> where the objects say it.
    /// </summary>
    public int Type { get; }

    /// <summary>In the order in which a subgraph that follows the specification writes them.</summary>
    public ReadField[] Fields { get; }

    /// <summary>The slots that are filled, without that of the type.</summary>
    public int[] Slots { get; }

    /// <param name="brought">All that is selected of the objects; several where fragments meet.</param>
    /// <param name="place">Where they stand; all that is brought is known to it.</param>
    /// <param name="types">What types there are.</param>
    public static ReadShape Of(IReadOnlyList<PlannedSelection> brought, Place place, ObjectTypes types) =>
        Of(brought, place, ObjectTypes.None, types);

    private static ReadShape Of(
        IReadOnlyList<PlannedSelection> brought, Place place, int type, ObjectTypes types)
    {
        var fields = new List<ReadField> { new(TypeNameKey, Place.TypeSlot, LeafForm.Any, null) };
        var selected = brought.SelectMany(All).Where(field => field.Name != TypeNameKey);
        foreach (var group in selected.GroupBy(field => field.ResponseKey))
        {
            var slot = place.SlotOf(group.First().Key);
            var below = group.Select(field => field.Selection).OfType<PlannedSelection>().ToList();
            var shape = below.Count == 0 ? null : Of(below, place.Below(slot)!, OneType(below, types), types);
            fields.Add(new ReadField(group.Key, slot, place.FormOf(slot), shape));
        }
        return new ReadShape(place, type, fields);
    }

    private static int OneType(List<PlannedSelection> selections, ObjectTypes types) =>
        selections.All(selection => selection.Type == selections[0].Type)
            ? types.IndexOf(selections[0].Type)
            : ObjectTypes.None;

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
