using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Response keys for the fields that the planner adds itself: the field's name, so that they fall together with a
/// client's own; another one where that key means something else at that place: the client's alias, or the same field
/// with other arguments.
/// </summary>
internal sealed class InternalNames(SelectedSet operation)
{
    private readonly Dictionary<string, Dictionary<string, string>> meanings = [];

    /// <summary>The response key of a field that the planner wants at a place of the answer.</summary>
    public string KeyOf(ResultPath path, string name, IReadOnlyList<Argument> arguments)
    {
        var keys = KeysAt(path);
        var meaning = Meaning(name, arguments);
        for (var number = 0; ; number++)
        {
            var key = number switch { 0 => name, 1 => $"_monitor_{name}", _ => $"_monitor_{name}{number}" };
            if (!keys.TryGetValue(key, out var known))
            {
                keys[key] = meaning;
                return key;
            }
            if (known == meaning)
            {
                return key;
            }
        }
    }

    /// <summary>
    /// True where what one selection answers can be written at a place that wants another one: no key of it means
    /// something else there.
    /// </summary>
    public bool CanStand(PlannedSelection selection, ResultPath path)
    {
        var keys = KeysAt(path);
        foreach (var field in selection.Fields)
        {
            if (keys.TryGetValue(field.Key, out var known) && known != Meaning(field.Name, field.Arguments))
            {
                return false;
            }
            if (field.Selection is not null && !CanStand(field.Selection, path.Below(field.Key)))
            {
                return false;
            }
        }
        return selection.Fragments.All(fragment => CanStand(fragment, path));
    }

    private Dictionary<string, string> KeysAt(ResultPath path)
    {
        var name = string.Join('.', path.Steps.Select(step => step.Key));
        if (!meanings.TryGetValue(name, out var keys))
        {
            meanings[name] = keys = [];
            foreach (var field in SelectedAt(path).SelectMany(FieldsOf))
            {
                var meaning = Meaning(field.Name, field.Arguments);
                // Types may mean different things by one key: then it is nobody else's.
                keys[field.ResponseKey] = keys.GetValueOrDefault(field.ResponseKey, meaning) == meaning ? meaning : "";
            }
        }
        return keys;
    }

    private IEnumerable<SelectedSet> SelectedAt(ResultPath path) => path.IsRoot
        ? [operation]
        : SelectedAt(path.Parent!)
            .SelectMany(FieldsOf)
            .Where(field => field.ResponseKey == path.Key)
            .Select(field => field.Selection)
            .OfType<SelectedSet>()
            .Distinct();

    private static IEnumerable<SelectedField> FieldsOf(SelectedSet set) =>
        set.Common.Concat(set.Specific.Values.SelectMany(fields => fields));

    private static string Meaning(string name, IReadOnlyList<Argument> arguments) => arguments.Count == 0
        ? name
        : $"{name}({string.Join(", ", arguments
            .Select(argument => $"{argument.Name}: {Printer.Print(argument.Value)}")
            .Order(StringComparer.Ordinal))})";
}
