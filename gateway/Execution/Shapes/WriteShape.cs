using System.Runtime.Intrinsics;
using Monitor.Gateway.Execution.Reading;
using Monitor.Gateway.Planning;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Execution.Shapes;

/// <summary>How objects of one place are written, by their type. Safe to share between requests.</summary>
internal sealed class WriteShape
{
    private readonly SelectedSet selection;
    private readonly Place place;
    private readonly ObjectTypes types;
    private readonly int[] possible;
    private readonly WriteField[]?[] fields;   // of each possible type, made when the first object of it is written
    private readonly Lazy<WriteField[]?> untyped;

    public WriteShape(SelectedSet selection, Place place, ObjectTypes types)
    {
        this.selection = selection;
        this.place = place;
        this.types = types;
        possible = [.. PossibleTypes(selection.Type, types.Api).Select(types.IndexOf).Order()];
        fields = new WriteField[possible.Length][];
        untyped = new Lazy<WriteField[]?>(CompileUntyped);
    }

    /// <summary>
    /// What is written of an object whose type nobody said (only a subgraph with an @interfaceObject was asked); null
    /// where the type decides what is written.
    /// </summary>
    public WriteField[]? Untyped => untyped.Value;

    /// <summary>
    /// What is written of an object of a type; null where the type is none that a client may see here. §6.4.3
    /// ResolveAbstractType
    /// </summary>
    public WriteField[]? For(int type)
    {
        var index = possible.Length == 1 && possible[0] == type ? 0 : Array.BinarySearch(possible, type);
        return index < 0 ? null : Volatile.Read(ref fields[index]) ?? Compile(index);
    }

    private WriteField[] Compile(int index)
    {
        var name = types.NameOf(possible[index]);
        var compiled = Compile(selection.For(name), name);
        Volatile.Write(ref fields[index], compiled);   // two requests may both make it: either will do
        return compiled;
    }

    private WriteField[]? CompileUntyped() =>
        selection.Specific.Count > 0 || selection.Common.Any(field => field.Name == "__typename")
            ? null
            : Compile(selection.Common, selection.Type.Name);

    private WriteField[] Compile(IReadOnlyList<SelectedField> asked, string type) =>
    [
        .. asked.Select((field, index) => new WriteField(
            JsonText.Quote(field.ResponseKey, index == 0 ? "{" : ",", ":"),
            field,
            type,
            field.Name == "__typename" || field.IsRefused ? Place.TypeSlot : place.SlotOf(field.ResponseKey),
            field.Selection is null || field.IsRefused
                ? null
                : new WriteShape(field.Selection, place.Below(place.SlotOf(field.ResponseKey))!, types))),
    ];

    private static IEnumerable<string> PossibleTypes(NamedType type, GraphQLSchema schema) => type switch
    {
        UnionType union => union.Members.Select(member => member.Name),
        InterfaceType declared => schema.Types.Values.OfType<ObjectType>()
            .Where(candidate => candidate.Interfaces.Any(implemented => implemented.Name == declared.Name))
            .Select(candidate => candidate.Name),
        _ => [type.Name],
    };
}

/// <summary>A field of the client's answer.</summary>
internal sealed class WriteField
{
    /// <param name="start">What stands before the value: <c>{"name":</c> or <c>,"name":</c>.</param>
    /// <param name="field">What the client asked.</param>
    /// <param name="type">The object type that it is asked of.</param>
    /// <param name="slot">Where the value stands: that of the type where nothing else is to be read.</param>
    /// <param name="below">Null for a leaf.</param>
    public WriteField(byte[] start, SelectedField field, string type, int slot, WriteShape? below)
    {
        Start = [.. start, .. new byte[Math.Max(0, Vector256<byte>.Count - start.Length)]];
        StartLength = start.Length;
        ResponseKey = field.ResponseKey;
        Coordinate = $"{type}.{field.Name}";
        Slot = slot;
        Below = below;
        IsRefused = field.IsRefused;
        IsNonNull = NullabilityOf(field.Definition?.Type);
    }

    /// <summary>What stands before the value, and then what makes it long enough to be copied at once.</summary>
    public byte[] Start { get; }

    /// <summary>Bytes of it that are written.</summary>
    public int StartLength { get; }

    public string ResponseKey { get; }

    /// <summary><c>Product.name</c></summary>
    public string Coordinate { get; }

    public int Slot { get; }

    public WriteShape? Below { get; }

    /// <summary>The caller may not have it: it is null, with an error.</summary>
    public bool IsRefused { get; }

    /// <summary>Whether null may not be: first of the value, then of the items of each list within the other.</summary>
    public bool[] IsNonNull { get; }

    /// <summary>Lists around each value.</summary>
    public int ListDepth => IsNonNull.Length - 1;

    private static bool[] NullabilityOf(GraphQLType? type)
    {
        var levels = new List<bool> { type?.IsNonNull == true };
        for (var inner = type?.Nullable; inner is ListType list; inner = list.Item.Nullable)
        {
            levels.Add(list.Item.IsNonNull);
        }
        return [.. levels];
    }
}
