namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>A value of every input object can be written down: none must hold itself. §3.10</summary>
internal sealed class FiniteValues
{
    private readonly SchemaFaults faults;
    private readonly HashSet<InputObjectType> endless;
    private readonly HashSet<InputObjectType> visited = [];
    private readonly List<(InputObjectType Type, InputValueType Field)> path = [];

    private FiniteValues(List<InputObjectType> inputs, SchemaFaults faults)
    {
        this.faults = faults;
        endless = [.. inputs];

        // Again and again those of which a finite value exists go, until what is left needs itself.
        while (endless.RemoveWhere(HasFiniteValue) > 0)
        {
        }
    }

    public static void Check(List<InputObjectType> inputs, SchemaFaults faults)
    {
        var rule = new FiniteValues(inputs, faults);
        foreach (var input in inputs)
        {
            rule.ReportCycles(input);
        }
    }

    private bool HasFiniteValue(InputObjectType input) => input.IsOneOf
        ? input.Fields.Count == 0 || input.Fields.Values.Any(field => !MustHold(input, field))
        : !input.Fields.Values.Any(field => MustHold(input, field));

    /// <summary>True where a value of the field is needed and would be endless itself.</summary>
    private bool MustHold(InputObjectType input, InputValueType field) =>
        Target(input, field) is { } target && endless.Contains(target);

    // One of a OneOf's fields must be given; otherwise only a non-null field must. A list can be empty.
    private static InputObjectType? Target(InputObjectType input, InputValueType field) =>
        input.IsOneOf ? field.Type as InputObjectType : (field.Type as NonNullType)?.Inner as InputObjectType;

    private void ReportCycles(InputObjectType input)
    {
        if (!endless.Contains(input) || !visited.Add(input))
        {
            return;
        }

        foreach (var field in input.Fields.Values.Where(field => MustHold(input, field)))
        {
            var target = Target(input, field)!;
            path.Add((input, field));
            var start = path.FindIndex(step => step.Type == target);
            if (start < 0)
            {
                ReportCycles(target);
            }
            else
            {
                var cycle = path[start..];
                faults.Add(
                    $"Input Object {target} cannot be provided a finite value because it references itself through "
                    + $"fields: {string.Join(", ", cycle.Select(step => $"{step.Type}.{step.Field.Name}"))}.",
                    cycle.Select(step => step.Field.Definition));
            }

            path.RemoveAt(path.Count - 1);
        }
    }
}
