using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>GraphQL 2025 §3.6 to §3.10: what each type must be in itself.</summary>
internal static class TypeRules
{
    public static void Check(GraphQLSchema schema, SchemaFaults faults)
    {
        foreach (var type in schema.Types.Values.Where(type => type.Definitions.Count > 0))
        {
            CheckName(type.Name, type.Definitions[0].Name, faults);
            switch (type)
            {
                case ComplexType complex:
                    CheckFields(complex, faults);
                    break;
                case UnionType { Members.Count: 0 } when HasNoMembers(type):
                    faults.Add($"Union type {type} must define one or more member types.", type.Definitions);
                    break;
                case EnumType members:
                    CheckEnum(members, faults);
                    break;
                case InputObjectType input:
                    CheckInputObject(input, faults);
                    break;
            }
        }
    }

    /// <summary>An argument of a field or directive, told by its coordinate: <c>Query.tips(first:)</c>.</summary>
    public static void CheckArgument(string coordinate, InputValueType argument, SchemaFaults faults)
    {
        CheckName(argument.Name, argument.Definition?.Name, faults);
        CheckIsInput(coordinate, argument, faults);
        if (argument is { IsRequired: true, DeprecationReason: not null })
        {
            faults.Add($"Required argument {coordinate} cannot be deprecated.", argument.Definition?.Name);
        }

        CheckDefault(coordinate, argument, faults);
    }

    // §4.2: names that begin with two underscores belong to introspection.
    public static void CheckName(string name, SyntaxNode? node, SchemaFaults faults)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            faults.Add(
                $"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", node);
        }
    }

    private static bool HasNoMembers(NamedType union) =>
        union.Definitions.OfType<UnionTypeDefinition>().All(part => part.Members.Count == 0);

    private static void CheckFields(ComplexType type, SchemaFaults faults)
    {
        if (type.Fields.Count == 0)
        {
            faults.Add($"Type {type} must define one or more fields.", type.Definitions);
        }

        foreach (var field in type.Fields.Values)
        {
            CheckName(field.Name, field.Definition?.Name, faults);
            if (!field.Type.Named.IsOutput)
            {
                faults.Add(
                    $"The type of {type}.{field.Name} must be Output Type but got: {field.Type}.",
                    field.Definition?.Type);
            }

            foreach (var argument in field.Arguments.Values)
            {
                CheckArgument($"{type}.{field.Name}({argument.Name}:)", argument, faults);
            }
        }
    }

    private static void CheckEnum(EnumType type, SchemaFaults faults)
    {
        if (type.Values.Count == 0)
        {
            faults.Add($"Enum type {type} must define one or more values.", type.Definitions);
        }

        foreach (var value in type.Values.Values)
        {
            CheckName(value.Name, value.Definition?.Name, faults);
        }
    }

    private static void CheckInputObject(InputObjectType type, SchemaFaults faults)
    {
        if (type.Fields.Count == 0)
        {
            faults.Add($"Input Object type {type} must define one or more fields.", type.Definitions);
        }

        foreach (var field in type.Fields.Values)
        {
            var coordinate = $"{type}.{field.Name}";
            CheckName(field.Name, field.Definition?.Name, faults);
            CheckIsInput(coordinate, field, faults);
            if (field is { IsRequired: true, DeprecationReason: not null })
            {
                faults.Add($"Required input field {coordinate} cannot be deprecated.", field.Definition?.Name);
            }

            CheckDefault(coordinate, field, faults);
            if (type.IsOneOf)
            {
                CheckOneOf(coordinate, field, faults);
            }
        }
    }

    // §3.10.1: of a OneOf input object no field is required or filled in.
    private static void CheckOneOf(string coordinate, InputValueType field, SchemaFaults faults)
    {
        if (field.Type.IsNonNull)
        {
            faults.Add($"OneOf input field {coordinate} must be nullable.", field.Definition?.Type);
        }

        if (field.DefaultValue is not null)
        {
            faults.Add($"OneOf input field {coordinate} cannot have a default value.", field.Definition?.DefaultValue);
        }
    }

    private static void CheckIsInput(string coordinate, InputValueType input, SchemaFaults faults)
    {
        if (!input.Type.Named.IsInput)
        {
            faults.Add(
                $"The type of {coordinate} must be Input Type but got: {input.Type}.", input.Definition?.Type);
        }
    }

    private static void CheckDefault(string coordinate, InputValueType input, SchemaFaults faults)
    {
        if (input.DefaultValue is not null && input.Type.Named.IsInput)
        {
            var literals = new LiteralRules((message, node, path) =>
                faults.Add($"{coordinate} has invalid default value{InputPath.Show(path)}: {message}", node));
            literals.Check(input.DefaultValue, input.Type);
        }
    }
}
