using Monitor.Gateway.Planning;

namespace Monitor.Gateway.Execution.Shapes;

/// <summary>
/// A place of the merged answer where objects stand: each of them is a run of as many slots. Which fetch fills which
/// slot is known before anything is asked.
/// </summary>
/// <param name="declaredType">The object type of all that stand there, by number; none where it is abstract.</param>
internal sealed class Place(int declaredType)
{
    /// <summary>Holds the object's type; the response keys follow.</summary>
    public const int TypeSlot = 0;

    private readonly Dictionary<string, int> slots = [];
    private readonly List<PlaceSlot> known = [];

    public int DeclaredType { get; } = declaredType;

    /// <summary>Slots of each object.</summary>
    public int SlotCount { get; private set; } = 1;

    /// <summary>The objects below a slot; null for a leaf.</summary>
    public Place? Below(int slot) => known[slot - 1].Below;

    public LeafForm FormOf(int slot) => known[slot - 1].Form;

    public int SlotOf(string key) => slots[key];

    /// <summary>Adds what a client asks of the objects.</summary>
    public void Add(SelectedSet asked, ObjectTypes types)
    {
        foreach (var field in asked.Common.Concat(asked.Specific.Values.SelectMany(fields => fields)))
        {
            if (field.Name == "__typename")
            {
                continue;   // written from the type of the object
            }
            var slot = SlotFor(field.ResponseKey);
            if (field.Selection is not null)
            {
                slot.Below ??= new Place(types.IndexOf(field.Selection.Type.Name));
                slot.Below.Add(field.Selection, types);
            }
            else if (field.Definition is not null)
            {
                slot.Form = LeafForm.Of(field.Definition.Type);
            }
        }
    }

    /// <summary>Adds what a fetch brings of the objects.</summary>
    public void Add(PlannedSelection brought, ObjectTypes types)
    {
        foreach (var field in brought.Fields.Where(field => field.Name != "__typename"))
        {
            var slot = SlotFor(field.Key);
            if (field.Selection is not null)
            {
                slot.Below ??= new Place(types.IndexOf(field.Type.Trim('[', ']', '!')));
                slot.Below.Add(field.Selection, types);
            }
        }
        foreach (var fragment in brought.Fragments)
        {
            Add(fragment, types);
        }
    }

    /// <summary>Adds what names the objects to a subgraph, whichever fetch is to bring it.</summary>
    public void Add(IReadOnlyList<RepresentationField> fields)
    {
        foreach (var field in fields)
        {
            var slot = SlotFor(field.Key);
            if (field.Fields is not null)
            {
                slot.Below ??= new Place(ObjectTypes.None);
                slot.Below.Add(field.Fields);
            }
        }
    }

    /// <summary>The place below one key, made where nothing is known of it yet.</summary>
    public Place Below(string key)
    {
        var slot = SlotFor(key);
        return slot.Below ??= new Place(ObjectTypes.None);
    }

    private PlaceSlot SlotFor(string key)
    {
        if (!slots.TryGetValue(key, out var index))
        {
            slots[key] = index = SlotCount++;
            known.Add(new PlaceSlot());
        }
        return known[index - 1];
    }

    private sealed class PlaceSlot
    {
        public Place? Below { get; set; }

        public LeafForm Form { get; set; } = LeafForm.Any;
    }
}
