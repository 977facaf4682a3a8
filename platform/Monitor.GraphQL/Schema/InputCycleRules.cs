using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>
/// GraphQL 2025 §3.10: a value of every input object can be written down, and no default value contains itself.
/// </summary>
internal static class InputCycleRules
{
    public static void Check(GraphQLSchema schema, SchemaFaults faults)
    {
        var inputs = schema.Types.Values.OfType<InputObjectType>().ToList();
        var endless = FindEndless(inputs);
        var visited = new HashSet<InputObjectType>();
        foreach (var input in inputs)
        {
            ReportCycles(input, endless, visited, [], faults);
        }

        var defaults = new DefaultValueCycles(faults);
        foreach (var input in inputs)
        {
            defaults.Check(input);
        }
    }

    /// <summary>What is left when, again and again, those are taken away of which a finite value exists.</summary>
    private static HashSet<InputObjectType> FindEndless(List<InputObjectType> inputs)
    {
        var endless = inputs.ToHashSet();
        while (endless.RemoveWhere(input => HasFiniteValue(input, endless)) > 0)
        {
        }

        return endless;
    }

    private static bool HasFiniteValue(InputObjectType input, HashSet<InputObjectType> endless) =>
        input.IsOneOf
            ? input.Fields.Count == 0 || input.Fields.Values.Any(field => !MustHold(input, field, endless))
            : !input.Fields.Values.Any(field => MustHold(input, field, endless));

    /// <summary>True where a value of the field is needed and would be endless itself.</summary>
    private static bool MustHold(InputObjectType input, InputValueType field, HashSet<InputObjectType> endless) =>
        Target(input, field) is { } target && endless.Contains(target);

    // One of a OneOf's fields must be given; otherwise only a non-null field must. A list can be empty.
    private static InputObjectType? Target(InputObjectType input, InputValueType field) =>
        input.IsOneOf ? field.Type as InputObjectType : (field.Type as NonNullType)?.Inner as InputObjectType;

    private static void ReportCycles(
        InputObjectType input,
        HashSet<InputObjectType> endless,
        HashSet<InputObjectType> visited,
        List<(InputObjectType Type, InputValueType Field)> path,
        SchemaFaults faults)
    {
        if (!endless.Contains(input) || !visited.Add(input))
        {
            return;
        }

        foreach (var field in input.Fields.Values.Where(field => MustHold(input, field, endless)))
        {
            var target = Target(input, field)!;
            path.Add((input, field));
            var start = path.FindIndex(step => step.Type == target);
            if (start < 0)
            {
                ReportCycles(target, endless, visited, path, faults);
            }
            else
            {
                var cycle = path[start..];
                faults.Add(
                    $"Input Object {target} cannot be provided a finite value because it references itself through "
                    + $"fields: {string.Join(", ", cycle.Select(step => $"{step.Type}.{step.Field.Name}"))}.",
                    cycle.Select(step => step.Field.Definition?.Name));
            }

            path.RemoveAt(path.Count - 1);
        }
    }
}

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

        var given = value.Fields.FirstOrDefault(candidate => candidate.Name.Value == field.Name);
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
