using Monitor.Gateway.Access;
using Monitor.Gateway.Subscriptions;
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
/// <param name="SubscriptionType">Null where the graph has no subscriptions.</param>
public sealed record FederatedGraph(
    GraphQLSchema Api,
    IReadOnlyList<Subgraph> Subgraphs,
    IReadOnlyDictionary<string, FederatedType> Types,
    string QueryType,
    string? MutationType,
    string? SubscriptionType = null)
{
    /// <summary>What callers must meet to ask for fields.</summary>
    internal AccessRules Access { get; init; } = AccessRules.None;

    /// <summary>The subscriptions that declare the events they hear.</summary>
    internal EventFields Events { get; init; } = EventFields.None;

    /// <summary>The object types that a value of <paramref name="type"/> can have in a subgraph.</summary>
    public IEnumerable<FederatedType> PossibleTypes(FederatedType type, Subgraph subgraph) =>
        type.Kind == FederatedKind.Object
            ? [type]
            : Types.Values.Where(t => t.Kind == FederatedKind.Object && t.IsA(type, subgraph));

    /// <summary>The object types that a value of <paramref name="type"/> can have in any subgraph.</summary>
    public IEnumerable<FederatedType> PossibleTypes(FederatedType type) =>
        type.Kind == FederatedKind.Object
            ? [type]
            : Types.Values.Where(t =>
                t.Kind == FederatedKind.Object && t.Memberships.Any(member => member.Abstract == type.Name));
}

/// <summary>A service that answers a part of the graph. One supergraph has one of each id.</summary>
/// <param name="Id">Its name inside the supergraph: <c>QUESTIONNAIRE</c>.</param>
/// <param name="Name">Its own name, and its Dapr app id: <c>questionnaire</c>.</param>
/// <param name="Url">Where transport direct finds it.</param>
public sealed record Subgraph(string Id, string Name, string Url)
{
    private readonly int hash = string.GetHashCode(Id, StringComparison.Ordinal);

    public bool Equals(Subgraph? other) => ReferenceEquals(this, other) || (other is not null && other.Id == Id);

    public override int GetHashCode() => hash;

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

    /// <summary>
    /// For an interface: the subgraphs that know it as an object type (@interfaceObject), not what stands behind it.
    /// </summary>
    public IReadOnlySet<Subgraph> InterfaceObjectIn { get; internal set; } = new HashSet<Subgraph>();

    /// <summary>
    /// Every key in every subgraph, in the order of the file; then those that come with an interface object.
    /// </summary>
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
/// <param name="Subgraph">Whose key it is.</param>
/// <param name="Fields">What it is made of.</param>
/// <param name="IsResolvable">Whether the subgraph finds an entity by it.</param>
/// <param name="Via">
/// The interface that the subgraph knows the type by (@interfaceObject); null for the type itself.
/// </param>
public sealed record EntityKey(Subgraph Subgraph, FieldSet Fields, bool IsResolvable, string? Via = null);

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
/// <param name="Type">Its type there, wrappers included: it may be narrower than the clients'.</param>
/// <param name="TypeName">The named type within.</param>
public sealed record FieldPlace(string Type, string TypeName)
{
    /// <summary>The subgraph only names the field: another one resolves it.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Fields of other subgraphs that it needs to resolve this one; null for none.</summary>
    public FieldSet? Requires { get; init; }

    /// <summary>External fields that it has below this field all the same; null for none.</summary>
    public FieldSet? Provides { get; init; }

    /// <summary>
    /// The interface that the subgraph knows the type by (@interfaceObject); null where it knows the type itself.
    /// </summary>
    public string? Via { get; init; }

    /// <summary>The label of a progressive @override, which decides whether it is resolved here; else null.</summary>
    public string? Label { get; init; }

    /// <summary>With a label: resolved here when the label is on (true), or when it is off (false).</summary>
    public bool IsWhenOn { get; init; }
}
