using Monitor.Gateway.Execution.Reading;
using Monitor.Gateway.Planning;

namespace Monitor.Gateway.Execution.Shapes;

/// <summary>What names an object to a subgraph, with all bytes that are the same for each.</summary>
/// <param name="Start">
/// <c>{"__typename":"Product"</c>; where <paramref name="NamesOwnType"/>, it ends before the type.
/// </param>
/// <param name="NamesOwnType">The object's own type is to be written.</param>
/// <param name="Parts">The fields.</param>
/// <param name="Types">What types are called.</param>
internal sealed record RepresentationShape(
    byte[] Start, bool NamesOwnType, RepresentationPart[] Parts, ObjectTypes Types)
{
    /// <summary>
    /// The same for targets of a group whose objects are the same entity where their keys are equal; -1 where only the
    /// whole representation tells.
    /// </summary>
    public int Kind { get; private init; } = -1;

    private bool IsFlat => !NamesOwnType && Parts.All(part => part.OnTypes is null && part.Parts is null);

    /// <summary>Tells the kinds of a group apart.</summary>
    public static RepresentationShape[] WithKinds(IReadOnlyList<RepresentationShape> group) =>
        group.All(shape => shape.IsFlat)
            ? [.. group.Select(shape => shape with { Kind = group.TakeWhile(other => !shape.IsLike(other)).Count() })]
            : [.. group];

    public static RepresentationShape Of(EntityTarget target, Place place, ObjectTypes types)
    {
        // One type alone is known before anything is asked.
        var name = target.TypeName ?? (target.OnTypes is [var only] ? only : null);
        if (name is null && place.DeclaredType != ObjectTypes.None)
        {
            name = types.NameOf(place.DeclaredType);
        }
        return new RepresentationShape(
            name is null ? "{\"__typename\":"u8.ToArray() : JsonText.Quote(name, before: "{\"__typename\":"),
            name is null,
            PartsOf(target.Representation, place, types, mayBeNull: false),
            types);
    }

    private bool IsLike(RepresentationShape other) =>
        Start.AsSpan().SequenceEqual(other.Start)
        && Parts.Length == other.Parts.Length
        && Parts.Zip(other.Parts).All(pair => pair.First.Name.AsSpan().SequenceEqual(pair.Second.Name));

    private static RepresentationPart[] PartsOf(
        IReadOnlyList<RepresentationField> fields, Place place, ObjectTypes types, bool mayBeNull) =>
    [
        .. fields.Select(field => new RepresentationPart(
            JsonText.Quote(field.Name, after: ":"),
            field.Key == "__typename" ? Place.TypeSlot : place.SlotOf(field.Key),
            types.SetOf(field.OnTypes),
            mayBeNull || field.MayBeNull,
            field.Fields is not null && place.Below(field.Key).DeclaredType == ObjectTypes.None,
            field.Fields is null
                ? null
                : PartsOf(field.Fields, place.Below(field.Key), types, mayBeNull || field.MayBeNull))),
    ];
}

/// <summary>A field of a representation.</summary>
/// <param name="Name"><c>"code":</c></param>
/// <param name="Slot">Where its value stands in the object.</param>
/// <param name="OnTypes">Only for objects of these types; null for all.</param>
/// <param name="MayBeNull">False for a key: without it there is no entity to ask for.</param>
/// <param name="IsAbstract">Its objects may be of several types: each says its own.</param>
/// <param name="Parts">Null for a leaf.</param>
internal sealed record RepresentationPart(
    byte[] Name, int Slot, bool[]? OnTypes, bool MayBeNull, bool IsAbstract, RepresentationPart[]? Parts);
