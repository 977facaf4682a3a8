using System.Buffers;
using System.Runtime.InteropServices;
using Monitor.Gateway.Execution.Reading;
using Monitor.Gateway.Execution.Shapes;

namespace Monitor.Gateway.Execution.Merging;

/// <summary>
/// The merged answer of one request: slots in a row, in rented memory, and the bytes that they stand for. Objects and
/// lists are named by the index of their first slot. Not safe for several threads.
/// </summary>
/// <param name="expected">Slots that are likely needed.</param>
internal sealed class AnswerArena(int expected = 1024) : IDisposable
{
    /// <summary>12 bytes each: what an answer of many empty objects may take.</summary>
    private const int MostSlots = 4 * 1024 * 1024;

    private const int FirstPending = 256;

    private readonly List<byte[]> sources = [];
    private Slot[] slots = ArrayPool<Slot>.Shared.Rent(expected);
    private Slot[] pending = ArrayPool<Slot>.Shared.Rent(FirstPending);
    /// <summary>Slots in use.</summary>
    public int Count { get; private set; }

    /// <summary>Items of lists whose end is not read yet.</summary>
    public int Pending { get; private set; }

    public ref Slot this[int index] => ref slots[index];

    /// <summary>The bytes of a leaf.</summary>
    public ReadOnlySpan<byte> BytesOf(in Slot leaf) => sources[leaf.Source].AsSpan(leaf.Start, leaf.Length);

    /// <summary>The bytes of a leaf, and all that stands behind them in memory.</summary>
    public ReadOnlySpan<byte> BytesFrom(in Slot leaf) => sources[leaf.Source].AsSpan(leaf.Start);

    /// <summary>Keeps bytes that slots are to stand for.</summary>
    /// <returns>Their number, and the index of the first byte.</returns>
    public (int Source, int Start) AddSource(ReadOnlyMemory<byte> json)
    {
        if (!MemoryMarshal.TryGetArray(json, out var array) || array.Array is null)
        {
            array = json.ToArray();
        }
        sources.Add(array.Array!);
        return (sources.Count - 1, array.Offset);
    }

    /// <summary>A run of empty slots.</summary>
    /// <exception cref="MalformedAnswerException">There are too many.</exception>
    public int Allocate(int length)
    {
        var first = Reserve(length);
        slots.AsSpan(first, length).Clear();
        return first;
    }

    /// <summary>An object with nothing in it but its type, where that is known before it comes.</summary>
    public int AllocateObject(Place place, int type = ObjectTypes.None)
    {
        var first = Allocate(place.SlotCount);
        if (place.DeclaredType != ObjectTypes.None)
        {
            type = place.DeclaredType;
        }
        if (type != ObjectTypes.None)
        {
            slots[first] = Slot.OfType(type);
        }
        return first;
    }

    /// <summary>Adds an item to the list that is being read.</summary>
    public void Push(Slot item)
    {
        if (Pending == pending.Length)
        {
            Grow(ref pending, Pending, Pending + 1);
        }
        pending[Pending++] = item;
    }

    /// <summary>Makes a list of all items that were added since <paramref name="mark"/>.</summary>
    public Slot PopList(int mark)
    {
        var length = Pending - mark;
        var first = Reserve(length);
        pending.AsSpan(mark, length).CopyTo(slots.AsSpan(first));
        Pending = mark;
        return Slot.OfList(first, length);
    }

    /// <summary>Forgets the items of a list that was not read to its end.</summary>
    public void DropPending() => Pending = 0;

    /// <summary>The type of an object; <see cref="ObjectTypes.None"/> where nobody said it.</summary>
    public int TypeOf(int entity) =>
        slots[entity].Kind == SlotKind.Type ? slots[entity].Start : ObjectTypes.None;

    public void Dispose()
    {
        ArrayPool<Slot>.Shared.Return(slots);
        ArrayPool<Slot>.Shared.Return(pending);
        slots = pending = [];
        sources.Clear();
    }

    private int Reserve(int length)
    {
        var first = Count;
        if (slots.Length - first < length)
        {
            if (first + length > MostSlots)
            {
                throw new MalformedAnswerException("answered more values than fit into one answer");
            }
            Grow(ref slots, first, first + length);
        }
        Count += length;
        return first;
    }

    private static void Grow(ref Slot[] rented, int used, int needed)
    {
        var larger = ArrayPool<Slot>.Shared.Rent(Math.Max(rented.Length * 2, needed));
        rented.AsSpan(0, used).CopyTo(larger);
        ArrayPool<Slot>.Shared.Return(rented);
        rented = larger;
    }
}
