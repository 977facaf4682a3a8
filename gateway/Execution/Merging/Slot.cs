namespace Monitor.Gateway.Execution.Merging;

/// <summary>What a slot holds.</summary>
internal enum SlotKind : byte
{
    /// <summary>Nothing was brought.</summary>
    Missing,

    Null,

    /// <summary>Bytes of a subgraph's answer that go to the client as they are; a list of leaves too.</summary>
    Leaf,

    /// <summary>A whole number that clients get as a string.</summary>
    Number,

    /// <summary>Bytes that are none of what clients may get here.</summary>
    Wrong,

    Object,

    List,

    /// <summary>The type of the object that the slot belongs to.</summary>
    Type,
}

/// <summary>One value of the merged answer, 12 bytes long.</summary>
internal readonly struct Slot
{
    private readonly int kindAndSource;

    private Slot(SlotKind kind, int source, int start, int length)
    {
        kindAndSource = (source << 8) | (int)kind;
        Start = start;
        Length = length;
    }

    public SlotKind Kind => (SlotKind)kindAndSource;

    /// <summary>Of a leaf: the number of its answer.</summary>
    public int Source => kindAndSource >> 8;

    /// <summary>
    /// Of a leaf: its first byte. Of an object or list: its first slot. Of a type: its number.
    /// </summary>
    public int Start { get; }

    /// <summary>Of a leaf: its bytes. Of a list: its items.</summary>
    public int Length { get; }

    public bool HasNothing => Kind <= SlotKind.Null;

    public static Slot Null { get; } = new(SlotKind.Null, 0, 0, 0);

    /// <param name="kind">Leaf, Number or Wrong.</param>
    /// <param name="source">The number of the answer.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="length">How many bytes.</param>
    public static Slot OfBytes(SlotKind kind, int source, int start, int length) => new(kind, source, start, length);

    public static Slot OfObject(int first) => new(SlotKind.Object, 0, first, 0);

    public static Slot OfList(int first, int count) => new(SlotKind.List, 0, first, count);

    public static Slot OfType(int type) => new(SlotKind.Type, 0, type, 0);
}
