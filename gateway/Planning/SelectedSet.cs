using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Planning;

/// <summary>
/// A selection without fragments and without @skip and @include: what is asked of a value of one type. On an object
/// type everything is common; on an interface or union some fields are asked of some object types only.
/// </summary>
public sealed class SelectedSet
{
    private readonly Func<string, IReadOnlyList<SelectedField>> merge;
    private readonly Dictionary<string, IReadOnlyList<SelectedField>> merged = [];
    private readonly Lock merging = new();

    internal SelectedSet(
        NamedType type,
        IReadOnlyList<SelectedField> common,
        IReadOnlyDictionary<string, IReadOnlyList<SelectedField>> specific,
        Func<string, IReadOnlyList<SelectedField>> merge)
    {
        Type = type;
        Common = common;
        Specific = specific;
        this.merge = merge;
    }

    /// <summary>The declared type of the value.</summary>
    public NamedType Type { get; }

    /// <summary>Asked of every value.</summary>
    public IReadOnlyList<SelectedField> Common { get; }

    /// <summary>Asked, besides, of values of one object type, by its name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SelectedField>> Specific { get; }

    /// <summary>
    /// All that is asked of a value of this object type, in the order of the answer. §6.3.2 CollectFields
    /// </summary>
    public IReadOnlyList<SelectedField> For(string objectType)
    {
        if (Specific.Count == 0 && !Type.IsAbstract)
        {
            return Common;
        }
        lock (merging)
        {
            if (!merged.TryGetValue(objectType, out var fields))
            {
                merged[objectType] = fields = merge(objectType);
            }
            return fields;
        }
    }
}

/// <summary>One field of a <see cref="SelectedSet"/>.</summary>
/// <param name="ResponseKey">Its alias or name.</param>
/// <param name="Name">The field's name; <c>__typename</c>, <c>__schema</c> and <c>__type</c> are fields too.</param>
/// <param name="Arguments">As written; variables stay variables.</param>
/// <param name="Definition">Null for the fields that begin with two underscores, and for the planner's own.</param>
/// <param name="Selection">Null for a leaf.</param>
/// <param name="IsInternal">The planner added it (a key): no client asked for it.</param>
/// <param name="Introspection">
/// For <c>__schema</c> and <c>__type</c>: the field as the client wrote it; else null.
/// </param>
public sealed record SelectedField(
    string ResponseKey,
    string Name,
    IReadOnlyList<Argument> Arguments,
    FieldType? Definition,
    SelectedSet? Selection,
    bool IsInternal = false,
    Field? Introspection = null)
{
    /// <summary>The caller may not have it: it is null with an error, and no plan fetches it.</summary>
    public bool IsRefused { get; init; }
}
