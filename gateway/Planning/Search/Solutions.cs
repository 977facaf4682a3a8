using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Planning.Search;

/// <summary>A fetch that has objects of a place: the one that brought them, or one that a hop leads to.</summary>
/// <param name="Subgraph">Who answers.</param>
/// <param name="Type">What the objects are called there: an interface where it knows only that.</param>
/// <param name="Step">Counted from the place's first source.</param>
internal sealed record Source(Subgraph Subgraph, FederatedType Type, int Step)
{
    /// <summary>External fields that it has here all the same.</summary>
    public FieldSet? Provided { get; init; }

    /// <summary>What names the objects to it; null for the first source, and for the root type.</summary>
    public FieldSet? Key { get; init; }

    /// <summary>What else it is told, so that it can resolve what is asked of it.</summary>
    public FieldSet? Requires { get; init; }

    /// <summary>What brings the key and the required fields.</summary>
    public IReadOnlyList<Assigned> Needs { get; init; } = [];

    /// <summary>
    /// Behind an interface object, the subgraph that knows which types there are: it is asked by type, as of any
    /// interface.
    /// </summary>
    public bool IsTyped { get; init; }
}

/// <summary>A field given to a source; behind an interface object also all that a typed source is asked.</summary>
/// <param name="Field">Null for what a typed source is asked.</param>
/// <param name="Source">Index of the source at the place.</param>
/// <param name="Place">What the source's subgraph says of the field.</param>
/// <param name="Below">How its selection is answered; null for a leaf.</param>
/// <param name="Ready">The step after which all of it is there.</param>
internal sealed record Assigned(WantedField? Field, int Source, FieldPlace? Place, SetSolution? Below, int Ready);

/// <summary>How all that is wanted of objects of one type is answered.</summary>
/// <param name="Type">An object type; an interface where the place knows only an interface object.</param>
/// <param name="Sources">The first is the fetch that brought the objects; at the root of an operation none is.</param>
/// <param name="Assigned">In the order found.</param>
internal sealed record ObjectSolution(
    FederatedType Type, IReadOnlyList<Source> Sources, IReadOnlyList<Assigned> Assigned);

/// <summary>How a selection is answered below a field that one subgraph resolves.</summary>
internal sealed record SetSolution
{
    public required WantedSet Wanted { get; init; }

    /// <summary>The value's type in the subgraph.</summary>
    public required FederatedType Local { get; init; }

    /// <summary>An interface or union to the client or to the subgraph: objects say what they are.</summary>
    public required bool NeedsTypename { get; init; }

    /// <summary>The object types that the value can have there and that have something wanted of them.</summary>
    public required IReadOnlyList<ObjectSolution> Parts { get; init; }

    /// <summary>How many object types the value can have there.</summary>
    public required int Possible { get; init; }

    public required Cost Cost { get; init; }

    /// <summary>What cannot be had from here; null for nothing.</summary>
    public WantedSet? Left { get; init; }

    /// <summary>True where nothing of what the client selected is answered.</summary>
    public bool TakesNothing { get; init; }

    public bool IsWhole => Left is null;

    /// <summary>
    /// Fields are wanted, but none is answered here: the value is only of types that nothing is wanted of.
    /// </summary>
    public bool IsEmpty => Wanted.HasFields
        && Parts.All(part => part.Assigned.All(assigned =>
            assigned.Field is { IsInternal: true } || assigned.Below is { IsEmpty: true }));

    /// <summary>All of it comes with the field itself.</summary>
    public bool IsFree => Left is null && Cost.Calls.Count == 0;
}

/// <summary>
/// What a part of a plan costs. Less is missing, then fewer calls, then fewer steps are better; then that less is lost
/// and the subgraphs asked know the types asked for, that fields come early, and that they are few.
/// </summary>
/// <param name="Left">How many fields have no answer.</param>
/// <param name="Lost">
/// Object types whose rest is asked of a subgraph that never gives such a value: it is had only if all who share the
/// field give values of the types that all of them know.
/// </param>
/// <param name="Calls">Beyond the fetch that it begins in.</param>
/// <param name="Blind">Object types asked for that the subgraph cannot answer with.</param>
/// <param name="Late">The steps of all fields together.</param>
/// <param name="Fields">Selected over all documents.</param>
internal readonly record struct Cost(int Left, int Lost, CallSet Calls, int Blind, int Late, int Fields)
    : IComparable<Cost>
{
    public static Cost None(CallSet calls) => new(0, 0, calls, 0, 0, 0);

    public int CompareTo(Cost other)
    {
        var order = Left.CompareTo(other.Left);
        order = order != 0 ? order : Calls.Count.CompareTo(other.Calls.Count);
        order = order != 0 ? order : Calls.Steps.CompareTo(other.Calls.Steps);
        order = order != 0 ? order : Lost.CompareTo(other.Lost);
        order = order != 0 ? order : Blind.CompareTo(other.Blind);
        order = order != 0 ? order : Late.CompareTo(other.Late);
        return order != 0 ? order : Fields.CompareTo(other.Fields);
    }

    public Cost Plus(Cost other, int stepsLater = 0) => new(
        Left + other.Left,
        Lost + other.Lost,
        Calls.Union(other.Calls.Later(stepsLater)),
        Blind + other.Blind,
        Late + other.Late + (stepsLater * other.Fields),
        Fields + other.Fields);
}
