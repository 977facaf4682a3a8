using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Makes <see cref="WantedSet"/>s, one for each selection however often it is asked for: what is known of one holds for
/// every place that has it.
/// </summary>
internal sealed class WantedSets(FederatedGraph graph)
{
    private readonly Dictionary<SelectedSet, WantedSet> selected = [];
    private readonly Dictionary<(FieldSet, FederatedType), IReadOnlyList<WantedField>> parts = [];

    /// <summary>What the client selected.</summary>
    public WantedSet Of(SelectedSet set)
    {
        if (!selected.TryGetValue(set, out var wanted))
        {
            selected[set] = wanted = new WantedSet(
                graph.Types[set.Type.Name],
                Of(set.Common),
                set.Specific.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<WantedField>)Of(entry.Value)),
                type => graph.Api.Types.ContainsKey(type.Name) ? Of(set.For(type.Name)) : []);
        }
        return wanted;
    }

    /// <summary>What a key or a requirement is made of, of an object of a type.</summary>
    public IReadOnlyList<WantedField> Of(FieldSet set, FederatedType type)
    {
        if (!parts.TryGetValue((set, type), out var fields))
        {
            parts[(set, type)] = fields =
            [
                .. set.Fields
                    .Where(field => field.Name != "__typename" && Applies(field, type))
                    .Select(field => new WantedField(
                        null, field.Name, field.Arguments, field.Selection is null
                            ? null
                            : Of(field.Selection, type.Fields[field.Name]))),
            ];
        }
        return fields;
    }

    /// <summary>True where a field of a set, by the type condition that it stands under, is meant for a type.</summary>
    public static bool Applies(FieldSetField field, FederatedType type) =>
        field.OnType is null
        || field.OnType == type.Name
        || type.Memberships.Any(member => member.Abstract == field.OnType);

    private WantedSet Of(FieldSet set, FederatedField field)
    {
        var type = graph.Types[field.TypeName];
        return type.IsAbstract
            ? new WantedSet(
                type,
                [],
                graph.PossibleTypes(type)
                    .Select(possible => (possible.Name, Fields: Of(set, possible)))
                    .Where(entry => entry.Fields.Count > 0)
                    .ToDictionary(entry => entry.Name, entry => entry.Fields))
            : new WantedSet(type, Of(set, type), new Dictionary<string, IReadOnlyList<WantedField>>());
    }

    private List<WantedField> Of(IReadOnlyList<SelectedField> fields) =>
    [
        .. fields.Select(field => new WantedField(
            field.ResponseKey,
            field.Name,
            field.Arguments,
            field.Selection is null ? null : Of(field.Selection))),
    ];
}
