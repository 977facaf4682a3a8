using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>GraphQL 2025 §3.6, IsValidImplementation(): who implements an interface has all that it promises.</summary>
internal static class InterfaceRules
{
    public static void Check(GraphQLSchema schema, SchemaFaults faults)
    {
        foreach (var type in schema.Types.Values.OfType<ComplexType>())
        {
            foreach (var @interface in type.Interfaces)
            {
                if (type == @interface)
                {
                    faults.Add(
                        $"Type {type} cannot implement itself because it would create a circular reference.",
                        NodesOf(type, @interface));
                    continue;
                }

                CheckAncestors(type, @interface, faults);
                foreach (var promised in @interface.Fields.Values)
                {
                    CheckField(type, @interface, promised, faults);
                }
            }
        }
    }

    private static void CheckAncestors(ComplexType type, InterfaceType @interface, SchemaFaults faults)
    {
        foreach (var ancestor in @interface.Interfaces.Where(ancestor => !type.Interfaces.Contains(ancestor)))
        {
            faults.Add(
                ancestor == type
                    ? $"Type {type} cannot implement {@interface} because it would create a circular reference."
                    : $"Type {type} must implement {ancestor} because it is implemented by {@interface}.",
                [.. NodesOf(@interface, ancestor), .. NodesOf(type, @interface)]);
        }
    }

    private static void CheckField(
        ComplexType type, InterfaceType @interface, FieldType promised, SchemaFaults faults)
    {
        var promise = $"{@interface}.{promised.Name}";
        if (!type.Fields.TryGetValue(promised.Name, out var field))
        {
            faults.Add(
                $"Interface field {promise} expected but {type} does not provide it.",
                [promised.Definition?.Name, .. type.Definitions]);
            return;
        }

        var coordinate = $"{type}.{field.Name}";
        if (!field.Type.IsSubtypeOf(promised.Type))
        {
            faults.Add(
                $"Interface field {promise} expects type {promised.Type} but {coordinate} is type {field.Type}.",
                promised.Definition?.Type,
                field.Definition?.Type);
        }

        CheckArguments(promise, promised, coordinate, field, faults);
        if (field.DeprecationReason is not null && promised.DeprecationReason is null)
        {
            faults.Add(
                $"Interface field {promise} is not deprecated, so implementation field {coordinate} must not be "
                + "deprecated.",
                field.Definition?.Name);
        }
    }

    private static void CheckArguments(
        string promise, FieldType promised, string coordinate, FieldType field, SchemaFaults faults)
    {
        foreach (var expected in promised.Arguments.Values)
        {
            var name = expected.Name;
            if (!field.Arguments.TryGetValue(name, out var argument))
            {
                faults.Add(
                    $"Interface field argument {promise}({name}:) expected but {coordinate} does not provide it.",
                    expected.Definition?.Name,
                    field.Definition?.Name);
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

        foreach (var added in field.Arguments.Values)
        {
            if (added.IsRequired && !promised.Arguments.ContainsKey(added.Name))
            {
                faults.Add(
                    $"Argument \"{coordinate}({added.Name}:)\" must not be required type \"{added.Type}\" if not "
                    + $"provided by the Interface field \"{promise}\".",
                    added.Definition?.Name,
                    promised.Definition?.Name);
            }
        }
    }

    /// <summary>Where a type says that it implements the interface.</summary>
    private static IEnumerable<SyntaxNode> NodesOf(ComplexType type, InterfaceType @interface) =>
        type.Definitions
            .SelectMany(part => part switch
            {
                ObjectTypeDefinition one => one.Interfaces,
                InterfaceTypeDefinition one => one.Interfaces,
                _ => [],
            })
            .Where(node => node.Name == @interface.Name);
}
