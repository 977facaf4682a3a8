using System.Text.Json;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>
/// How an operation is answered: which fetches, and which waits for which. Immutable, safe to share between requests;
/// <see cref="ToString"/> prints the whole of it.
/// </summary>
/// <param name="Operation">Query or mutation.</param>
/// <param name="Selection">What the client asked, without fragments: the shape of the answer.</param>
/// <param name="Fetches">A fetch stands after those that it waits for; <see cref="Fetch.Id"/> is its index + 1.</param>
public sealed record QueryPlan(OperationType Operation, SelectedSet Selection, IReadOnlyList<Fetch> Fetches)
{
    public override string ToString() => PlanPrinter.Print(this);
}

/// <summary>One call to one subgraph.</summary>
public sealed record Fetch
{
    /// <summary>From 1, in the order of the plan.</summary>
    public required int Id { get; init; }

    public required Subgraph Subgraph { get; init; }

    public required OperationType Operation { get; init; }

    /// <summary>The document sent, in one line.</summary>
    public required string Document { get; init; }

    /// <summary>The document as a JSON string.</summary>
    public JsonEncodedText DocumentJson { get; init; }

    /// <summary>Names of the client's variables that the document uses, in order.</summary>
    public required IReadOnlyList<string> Variables { get; init; }

    /// <summary>The values of those that the client may leave out.</summary>
    public IReadOnlyDictionary<string, Value> Defaults { get; init; } = new Dictionary<string, Value>();

    /// <summary>Ids of the fetches whose data this one needs. Empty: it can start at once.</summary>
    public required IReadOnlyList<int> DependsOn { get; init; }

    /// <summary>From 1: a step's fetches wait for fetches of earlier steps only.</summary>
    public required int Step { get; init; }

    /// <summary>What a root fetch selects; null for an entity fetch.</summary>
    public PlannedSelection? Root { get; init; }

    /// <summary>
    /// The objects that a root fetch fills: the answer itself, or where a field below it has the root type again.
    /// </summary>
    public ResultPath RootPath { get; init; } = ResultPath.Root;

    /// <summary>The entities asked for; empty for a root fetch.</summary>
    public IReadOnlyList<EntityGroup> Entities { get; init; } = [];

    /// <summary>By the schema's hints all of it may be shared; the answer's own headers decide.</summary>
    public required bool MayBeShared { get; init; }

    /// <summary>For the root fetches of a mutation that takes several calls: 1, 2… Else null.</summary>
    public int? MutationCall { get; init; }
}

/// <summary>
/// One <c>_entities</c> field of a fetch. There are several only where their selections do not go together.
/// </summary>
/// <param name="ResponseKey"><c>_entities</c>, or an alias of it.</param>
/// <param name="Variable">The variable that holds its representations.</param>
/// <param name="Types">What is selected of each type.</param>
/// <param name="Targets">The objects that it completes.</param>
public sealed record EntityGroup(
    string ResponseKey, string Variable, IReadOnlyList<PlannedSelection> Types, IReadOnlyList<EntityTarget> Targets)
{
    /// <summary>What is selected of a type.</summary>
    public PlannedSelection SelectionOf(string type) => Types.First(selection => selection.Type == type);
}

/// <summary>The objects at one place of the answer that an entity fetch completes.</summary>
/// <param name="Path">Where they stand.</param>
/// <param name="OnTypes">Their object types: others that stand there too are left alone; null for all.</param>
/// <param name="TypeName">
/// The <c>__typename</c> sent: an interface's where the subgraph knows only that; null for each object's own.
/// </param>
/// <param name="Representation">What names each of them to the subgraph.</param>
/// <param name="Fields">What is wanted here; other targets may want more of the same entity.</param>
public sealed record EntityTarget(
    ResultPath Path,
    IReadOnlyList<string>? OnTypes,
    string? TypeName,
    IReadOnlyList<RepresentationField> Representation,
    PlannedSelection Fields);

/// <summary>A field of a representation.</summary>
/// <param name="Name">Its name in the representation.</param>
/// <param name="Key">The response key under which it was fetched.</param>
/// <param name="OnTypes">Only for objects of these types; null for all.</param>
/// <param name="Fields">Null for a leaf.</param>
/// <param name="MayBeNull">False for a key: without it there is no entity to ask for.</param>
public sealed record RepresentationField(
    string Name,
    string Key,
    IReadOnlyList<string>? OnTypes,
    IReadOnlyList<RepresentationField>? Fields,
    bool MayBeNull = false)
{
    public override string ToString() =>
        (OnTypes is null ? "" : $"... on {string.Join(" | ", OnTypes)} ")
        + (Key == Name ? Name : $"{Name}: {Key}")
        + (Fields is null ? "" : $" {{ {string.Join(' ', Fields)} }}");
}

/// <summary>What a fetch selects of a value of one type.</summary>
/// <param name="Type">The type's name.</param>
/// <param name="IsAbstract">Objects say what they are: <c>__typename</c> is selected too.</param>
/// <param name="OnTypes">The object types of the values that it is asked of; null for all that stand there.</param>
/// <param name="Fields">
/// In order; empty only where <see cref="Fragments"/> or <c>__typename</c> is all there is.
/// </param>
/// <param name="Fragments">For one object type or interface each.</param>
public sealed record PlannedSelection(
    string Type,
    bool IsAbstract,
    IReadOnlyList<string>? OnTypes,
    IReadOnlyList<PlannedField> Fields,
    IReadOnlyList<PlannedSelection> Fragments);

/// <summary>A field of a fetch.</summary>
/// <param name="ResponseKey">Its name in the subgraph's answer. In one place of a document it means one key.</param>
/// <param name="Key">
/// Its name in the merged object: another one where two types' fields cannot stand under one name in a document.
/// </param>
/// <param name="Name">The field's name.</param>
/// <param name="Arguments">As written by the client.</param>
/// <param name="Type">Its type in the subgraph, with wrappers.</param>
/// <param name="Selection">Null for a leaf.</param>
/// <param name="IsInternal">The client did not ask for it.</param>
public sealed record PlannedField(
    string ResponseKey,
    string Key,
    string Name,
    IReadOnlyList<Argument> Arguments,
    string Type,
    PlannedSelection? Selection,
    bool IsInternal);
