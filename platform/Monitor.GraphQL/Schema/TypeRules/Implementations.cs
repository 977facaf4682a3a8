namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>Who implements an interface has all that it promises. §3.6, IsValidImplementation()</summary>
internal static class Implementations
{
    public static void Check(ComplexType type, InterfaceType @interface, SchemaFaults faults)
    {
        foreach (var promised in @interface.Fields.Values)
        {
            if (type.Fields.TryGetValue(promised.Name, out var field))
            {
                CheckField(type, field, @interface, promised, faults);
            }
            else
            {
                faults.Add(
                    $"Interface field {@interface}.{promised.Name} expected but {type} does not provide it.",
                    [promised.Definition, .. type.Definitions]);
            }
        }
    }

    private static void CheckField(
        ComplexType type, FieldType field, InterfaceType @interface, FieldType promised, SchemaFaults faults)
    {
        var promise = $"{@interface}.{promised.Name}";
        var coordinate = $"{type}.{field.Name}";
        if (!field.Type.IsSubtypeOf(promised.Type))
        {
            faults.Add(
                $"Interface field {promise} expects type {promised.Type} but {coordinate} is type {field.Type}.",
                promised.Definition?.Type,
                field.Definition?.Type);
        }

        CheckPromisedArguments(promise, promised, coordinate, field, faults);
        CheckAddedArguments(promise, promised, coordinate, field, faults);
        if (field.DeprecationReason is not null && promised.DeprecationReason is null)
        {
            faults.Add(
                $"Interface field {promise} is not deprecated, so implementation field {coordinate} must not be "
                + "deprecated.",
                InputValues.DeprecatedNode(field.Directives),
                field.Definition?.Type);
        }
    }

    private static void CheckPromisedArguments(
        string promise, FieldType promised, string coordinate, FieldType field, SchemaFaults faults)
    {
        foreach (var expected in promised.Arguments.Values)
        {
            var name = expected.Name;
            if (!field.Arguments.TryGetValue(name, out var argument))
            {
                faults.Add(
                    $"Interface field argument {promise}({name}:) expected but {coordinate} does not provide it.",
                    expected.Definition,
                    field.Definition);
            }
            else if (!argument.Type.IsSameAs(expected.Type))
            {
                faults.Add(
                    $"Interface field argument {promise}({name}:) expects type {expected.Type} but "
                    + $"{coordinate}({name}:) is type {argument.Type}.",
                    expected.Definition?.Type,
                    argument.Definition?.Type);
            }
        }
    }

    private static void CheckAddedArguments(
        string promise, FieldType promised, string coordinate, FieldType field, SchemaFaults faults)
    {
        foreach (var added in field.Arguments.Values)
        {
            if (added.IsRequired && !promised.Arguments.ContainsKey(added.Name))
            {
                faults.Add(
                    $"Argument \"{coordinate}({added.Name}:)\" must not be required type \"{added.Type}\" if not "
                    + $"provided by the Interface field \"{promise}\".",
                    added.Definition,
                    promised.Definition);
            }
        }
    }
}
