using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Response keys for the fields that the planner adds itself: the field's name, so that they fall together with a
/// client's own; another one where the client uses that key for something else.
/// </summary>
internal sealed class InternalNames
{
    private readonly Dictionary<string, HashSet<string>> taken = [];

    public InternalNames(SelectedSet operation) => Visit("", operation);

    /// <summary>The fields of a set as the planner selects them at a place of the answer.</summary>
    public IReadOnlyList<SelectedField> Fields(
        ResultPath path, FieldSet set, FederatedType type, FederatedGraph graph) =>
    [
        .. set.Fields.Where(field => field.Name != "__typename").Select(field => Field(path, field, type, graph)),
    ];

    /// <summary>The response key of a field of a representation.</summary>
    public string KeyOf(ResultPath path, FieldSetField field) =>
        field.Arguments.Count > 0 || (taken.TryGetValue(Keys(path), out var keys) && keys.Contains(field.Name))
            ? $"_monitor_{field.Name}"
            : field.Name;

    private SelectedField Field(ResultPath path, FieldSetField field, FederatedType type, FederatedGraph graph)
    {
        var key = KeyOf(path, field);
        var named = graph.Types.GetValueOrDefault(type.Fields[field.Name].TypeName);
        var selection = field.Selection is null
            ? null
            : Selection(path.Below(key), field.Selection, named!, graph);
        return new SelectedField(key, field.Name, field.Arguments, null, selection, IsInternal: true);
    }

    private SelectedSet Selection(ResultPath path, FieldSet set, FederatedType type, FederatedGraph graph)
    {
        var common = Fields(path, new FieldSet([.. set.Fields.Where(field => field.OnType is null)]), type, graph);
        var specific = set.Fields
            .Where(field => field.OnType is not null)
            .GroupBy(field => field.OnType!)
            .ToDictionary(
                group => group.Key,
                group => Fields(path, new FieldSet([.. group]), graph.Types[group.Key], graph));
        return new SelectedSet(
            graph.Api.Types[type.Name],
            common,
            specific,
            name => [.. common, .. specific.GetValueOrDefault(name) ?? []]);
    }

    private void Visit(string path, SelectedSet set)
    {
        foreach (var field in set.Common.Concat(set.Specific.Values.SelectMany(fields => fields)))
        {
            if (field.ResponseKey != field.Name || field.Arguments.Count > 0)
            {
                if (!taken.TryGetValue(path, out var keys))
                {
                    taken[path] = keys = [];
                }
                keys.Add(field.ResponseKey);
            }
            if (field.Selection is not null)
            {
                Visit(path.Length == 0 ? field.ResponseKey : $"{path}.{field.ResponseKey}", field.Selection);
            }
        }
    }

    private static string Keys(ResultPath path) => string.Join('.', path.Steps.Select(step => step.Key));
}
