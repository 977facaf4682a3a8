using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>
/// What the planner looks for at a place: what the client selected there, or what a key or requirement is made of, or
/// the part of either that is still missing.
/// </summary>
internal sealed class WantedSet
{
    private readonly Func<FederatedType, IReadOnlyList<WantedField>> fieldsOf;
    private readonly Dictionary<string, IReadOnlyList<WantedField>> known = [];

    public WantedSet(
        FederatedType type,
        IReadOnlyList<WantedField> common,
        IReadOnlyDictionary<string, IReadOnlyList<WantedField>> specific,
        Func<FederatedType, IReadOnlyList<WantedField>>? fieldsOf = null)
    {
        Type = type;
        Common = common;
        Specific = specific;
        this.fieldsOf = fieldsOf ?? (of => Both(common, specific.GetValueOrDefault(of.Name) ?? []));
    }

    /// <summary>The type that the value is declared with.</summary>
    public FederatedType Type { get; }

    /// <summary>Wanted of every value.</summary>
    public IReadOnlyList<WantedField> Common { get; }

    /// <summary>Wanted, besides, of values of one object type.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<WantedField>> Specific { get; }

    /// <summary>More is wanted than to know what the value is.</summary>
    public bool HasFields =>
        Common.Concat(Specific.Values.SelectMany(fields => fields)).Any(wanted => !wanted.IsMeta);

    /// <summary>All that is wanted of values of an object type.</summary>
    public IReadOnlyList<WantedField> For(FederatedType objectType)
    {
        if (!known.TryGetValue(objectType.Name, out var fields))
        {
            known[objectType.Name] = fields = fieldsOf(objectType);
        }
        return fields;
    }

    /// <summary>
    /// It is what one subgraph could not bring of a value that it gave: another is asked for the same value.
    /// </summary>
    public bool IsRest { get; private init; }

    /// <summary>A part of the same value.</summary>
    public WantedSet Part(
        IReadOnlyList<WantedField> common, IReadOnlyDictionary<string, IReadOnlyList<WantedField>> specific) =>
        new(Type, common, specific);

    /// <summary>The part of the same value that a subgraph could not bring.</summary>
    public WantedSet Rest(
        IReadOnlyList<WantedField> common, IReadOnlyDictionary<string, IReadOnlyList<WantedField>> specific) =>
        new(Type, common, specific) { IsRest = true };

    private static IReadOnlyList<WantedField> Both(
        IReadOnlyList<WantedField> common, IReadOnlyList<WantedField> specific) =>
        specific.Count == 0 ? common : common.Count == 0 ? specific : [.. common, .. specific];
}

/// <summary>One field of a <see cref="WantedSet"/>.</summary>
/// <param name="ResponseKey">As the client named it; null for the planner's own: it is named where it stands.</param>
/// <param name="Name">The field's name.</param>
/// <param name="Arguments">As written.</param>
/// <param name="Selection">Null for a leaf.</param>
internal sealed record WantedField(
    string? ResponseKey, string Name, IReadOnlyList<Argument> Arguments, WantedSet? Selection)
{
    /// <summary>No client asked for it.</summary>
    public bool IsInternal => ResponseKey is null;

    /// <summary><c>__typename</c>, <c>__schema</c>, <c>__type</c>: no subgraph is asked for them as such.</summary>
    public bool IsMeta { get; } = Name.StartsWith("__", StringComparison.Ordinal);

    public override string ToString() => Selection is null
        ? Name
        : $"{Name} > {Selection.Common.Concat(Selection.Specific.Values.SelectMany(f => f)).FirstOrDefault()}";
}
