using Monitor.Gateway.Access;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Supergraph;

/// <summary>
/// A supergraph as the planner asks it: the schema that clients see, and which subgraph has which type, key and field.
/// Immutable and safe to share.
/// </summary>
/// <param name="Api">The schema for clients: without <c>join__</c>, <c>link__</c> and what is @inaccessible.</param>
/// <param name="Subgraphs">In the order of the file.</param>
/// <param name="Types">Objects, interfaces and unions by name, inaccessible ones included.</param>
/// <param name="QueryType">Name of the root type of queries.</param>
/// <param name="MutationType">Null where the graph has no mutations.</param>
public sealed record FederatedGraph(
    GraphQLSchema Api,
    IReadOnlyList<Subgraph> Subgraphs,
    IReadOnlyDictionary<string, FederatedType> Types,
    string QueryType,
    string? MutationType)
{
    /// <summary>What callers must meet to ask for fields.</summary>
    internal AccessRules Access { get; init; } = AccessRules.None;

    /// <summary>The object types that a value of <paramref name="type"/> can have in a subgraph.</summary>
    public IEnumerable<FederatedType> PossibleTypes(FederatedType type, Subgraph subgraph) =>
        type.Kind == FederatedKind.Object
            ? [type]
            : Types.Values.Where(t => t.Kind == FederatedKind.Object && t.IsA(type, subgraph));
}

/// <summary>A service that answers a part of the graph.</summary>
/// <param name="Id">Its name inside the supergraph: <c>QUESTIONNAIRE</c>.</param>
/// <param name="Name">Its own name, and its Dapr app id: <c>questionnaire</c>.</param>
/// <param name="Url">Where transport direct finds it.</param>
public sealed record Subgraph(string Id, string Name, string Url)
{
    public override string ToString() => Name;
}

public enum FederatedKind
{
    Object,
    Interface,
    Union,
}

/// <summary>A composite type over all subgraphs.</summary>
public sealed class FederatedType(string name, FederatedKind kind)
{
    public string Name { get; } = name;

    public FederatedKind Kind { get; } = kind;

    /// <summary>The subgraphs that know the type.</summary>
    public IReadOnlySet<Subgraph> Subgraphs { get; internal set; } = new HashSet<Subgraph>();

    /// <summary>Every key in every subgraph, in the order of the file.</summary>
    public IReadOnlyList<EntityKey> Keys { get; internal set; } = [];

    public IReadOnlyDictionary<string, FederatedField> Fields { get; internal set; } =
        new Dictionary<string, FederatedField>();

    /// <summary>(subgraph, interface or union) pairs that an object belongs to.</summary>
    public IReadOnlySet<(Subgraph Subgraph, string Abstract)> Memberships { get; internal set; } =
        new HashSet<(Subgraph, string)>();

    /// <summary>Null where the type has no <c>@cacheControl</c>.</summary>
    public CacheHint? Cache { get; internal set; }

    public bool IsAbstract => Kind != FederatedKind.Object;

    public bool IsA(FederatedType type, Subgraph subgraph) =>
        type.Name == Name || Memberships.Contains((subgraph, type.Name));

    public override string ToString() => Name;
}

/// <summary>A key by which a subgraph finds an entity, or (not resolvable) by which it only names one.</summary>
public sealed record EntityKey(Subgraph Subgraph, FieldSet Fields, bool IsResolvable);

/// <summary>A field over all subgraphs.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">Its type for clients, wrappers included.</param>
/// <param name="TypeName">The named type within.</param>
/// <param name="Places">What each subgraph that has the field says of it.</param>
/// <param name="Cache">Null where the field has no <c>@cacheControl</c>.</param>
public sealed record FederatedField(
    string Name,
    string Type,
    string TypeName,
    IReadOnlyDictionary<Subgraph, FieldPlace> Places,
    CacheHint? Cache);

/// <summary>A field in one subgraph.</summary>
/// <param name="IsExternal">The subgraph only names the field: another one resolves it.</param>
/// <param name="Requires">Fields of other subgraphs that it needs to resolve this one; null for none.</param>
/// <param name="Provides">External fields that it has below this field all the same; null for none.</param>
public sealed record FieldPlace(bool IsExternal, FieldSet? Requires, FieldSet? Provides);
