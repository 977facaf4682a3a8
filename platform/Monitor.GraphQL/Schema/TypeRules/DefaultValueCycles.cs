using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>InputObjectDefaultValueHasCycle() of §3.10: defaults that, filled in, would need themselves.</summary>
internal sealed class DefaultValueCycles(SchemaFaults faults)
{
    private readonly List<(string Coordinate, Value Value)> path = [];
    private readonly HashSet<string> visited = [];

    public void Check(InputObjectType input) => CheckValue(input, new ObjectValue([]));

    private void CheckValue(InputObjectType type, Value value)
    {
        switch (value)
        {
            case ListValue list:
                foreach (var item in list.Items)
                {
                    CheckValue(type, item);
                }

                break;
            case ObjectValue fields:
                foreach (var field in type.Fields.Values)
                {
                    CheckField(type, field, fields);
                }

                break;
        }
    }

    private void CheckField(InputObjectType type, InputValueType field, ObjectValue value)
    {
        if (field.Type.Named is not InputObjectType target)
        {
            return;
        }

        var given = value.Fields.LastOrDefault(candidate => candidate.Name.Value == field.Name);
        if (given is not null)
        {
            CheckValue(target, given.Value);
        }
        else if (field.DefaultValue is not null)
        {
            CheckDefault($"{type}.{field.Name}", target, field.DefaultValue);
        }
    }

    private void CheckDefault(string coordinate, InputObjectType target, Value defaultValue)
    {
        var start = path.FindIndex(step => step.Coordinate == coordinate);
        if (start >= 0)
        {
            var others = string.Join(", ", path[(start + 1)..].Select(step => step.Coordinate));
            faults.Add(
                $"Invalid circular reference. The default value of Input Object field {coordinate} references itself"
                + (others.Length > 0 ? $" via the default values of: {others}." : "."),
                path[start..].Select(step => step.Value));
            return;
        }

        if (visited.Add(coordinate))
        {
            path.Add((coordinate, defaultValue));
            CheckValue(target, defaultValue);
            path.RemoveAt(path.Count - 1);
        }
    }
}
