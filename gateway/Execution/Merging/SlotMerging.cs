using Monitor.Gateway.Execution.Shapes;

namespace Monitor.Gateway.Execution.Merging;

/// <summary>
/// Adds to objects what a fetch brought of them. Objects may stand at several positions of one place: they are the same
/// entity there, and what is added holds for each.
/// </summary>
internal static class SlotMerging
{
    /// <summary>Adds an object of the same place.</summary>
    public static void Merge(AnswerArena arena, Place place, int known, int brought)
    {
        if (known == brought)
        {
            return;
        }
        MergeType(arena, known, brought);
        for (var slot = Place.TypeSlot + 1; slot < place.SlotCount; slot++)
        {
            MergeSlot(arena, place.Below(slot), known + slot, brought + slot);
        }
    }

    /// <summary>Adds only what a fetch was asked for here.</summary>
    public static void Merge(AnswerArena arena, ReadShape shape, int known, int brought)
    {
        MergeType(arena, known, brought);
        foreach (var slot in shape.Slots)
        {
            MergeSlot(arena, shape.Place.Below(slot), known + slot, brought + slot);
        }
    }

    private static void MergeType(AnswerArena arena, int known, int brought)
    {
        if (arena[known].Kind == SlotKind.Missing)
        {
            arena[known] = arena[brought];
        }
    }

    /// <summary>Two fetches may bring the same value: the first that is none is taken.</summary>
    private static void MergeSlot(AnswerArena arena, Place? below, int known, int brought)
    {
        var other = arena[brought];
        if (other.Kind == SlotKind.Missing)
        {
            return;
        }
        var one = arena[known];
        if (one.HasNothing)
        {
            arena[known] = other;
        }
        else if (below is null || one.Kind != other.Kind)
        {
            return;
        }
        else if (one.Kind == SlotKind.Object)
        {
            Merge(arena, below, one.Start, other.Start);
        }
        else if (one.Kind == SlotKind.List && one.Length == other.Length && one.Start != other.Start)
        {
            for (var item = 0; item < one.Length; item++)
            {
                MergeSlot(arena, below, one.Start + item, other.Start + item);
            }
        }
    }
}
