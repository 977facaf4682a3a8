using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>
/// GraphQL 2025 §3.13: directives in a schema are known, well placed, given the arguments that they take, and not
/// repeated unless they say so.
/// </summary>
internal sealed class AppliedDirectiveRules
{
    private readonly GraphQLSchema schema;
    private readonly SchemaFaults faults;

    private AppliedDirectiveRules(GraphQLSchema schema, SchemaFaults faults)
    {
        this.schema = schema;
        this.faults = faults;
    }

    public static void Check(Document document, GraphQLSchema schema, SchemaFaults faults)
    {
        var rules = new AppliedDirectiveRules(schema, faults);
        foreach (var definition in document.Definitions)
        {
            rules.CheckParts(definition);
        }

        // A type's definition and its extensions are one place, as are those of the schema.
        rules.CheckPlace("SCHEMA", [.. schema.Definitions.SelectMany(part => part.Directives)]);
        foreach (var type in schema.Types.Values)
        {
            rules.CheckPlace(LocationOf(type), type.Directives);
        }
    }

    private static string LocationOf(NamedType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        _ => "INPUT_OBJECT",
    };

    private void CheckParts(Definition definition)
    {
        switch (definition)
        {
            case ObjectTypeDefinition type:
                CheckFields(type.Fields);
                break;
            case InterfaceTypeDefinition type:
                CheckFields(type.Fields);
                break;
            case EnumTypeDefinition type:
                foreach (var value in type.Values)
                {
                    CheckPlace("ENUM_VALUE", value.Directives);
                }

                break;
            case InputObjectTypeDefinition type:
                CheckInputs("INPUT_FIELD_DEFINITION", type.Fields);
                break;
            case DirectiveDefinition directive:
                CheckInputs("ARGUMENT_DEFINITION", directive.Arguments);
                break;
        }
    }

    private void CheckFields(IReadOnlyList<FieldDefinition> fields)
    {
        foreach (var field in fields)
        {
            CheckPlace("FIELD_DEFINITION", field.Directives);
            CheckInputs("ARGUMENT_DEFINITION", field.Arguments);
        }
    }

    private void CheckInputs(string location, IReadOnlyList<InputValueDefinition> inputs)
    {
        foreach (var input in inputs)
        {
            CheckPlace(location, input.Directives);
        }
    }

    private void CheckPlace(string location, IReadOnlyList<Directive> applied)
    {
        var seen = new Dictionary<string, Directive>();
        foreach (var directive in applied)
        {
            var name = directive.Name.Value;
            if (!schema.Directives.TryGetValue(name, out var type))
            {
                faults.Add($"Unknown directive \"@{name}\".", directive);
                continue;
            }

            if (!type.Locations.Contains(location))
            {
                faults.Add($"Directive \"@{name}\" may not be used on {location}.", directive);
            }

            if (!seen.TryAdd(name, directive) && !type.IsRepeatable)
            {
                faults.Add($"The directive \"@{name}\" can only be used once at this location.", seen[name], directive);
            }

            CheckArguments(directive, type);
        }
    }

    private void CheckArguments(Directive directive, DirectiveType type)
    {
        var given = new Dictionary<string, Argument>();
        foreach (var argument in directive.Arguments)
        {
            var name = argument.Name.Value;
            if (!given.TryAdd(name, argument))
            {
                faults.Add($"There can be only one argument named \"{name}\".", given[name].Name, argument.Name);
            }
            else if (!type.Arguments.TryGetValue(name, out var definition))
            {
                faults.Add($"Unknown argument \"{name}\" on directive \"@{type.Name}\".", argument);
            }
            else
            {
                new LiteralRules((message, node, _) => faults.Add(message, node))
                    .Check(argument.Value, definition.Type);
            }
        }

        foreach (var required in type.Arguments.Values.Where(argument => argument.IsRequired))
        {
            if (!given.ContainsKey(required.Name))
            {
                faults.Add(
                    $"Argument \"@{type.Name}({required.Name}:)\" of type \"{required.Type}\" is required, but it was "
                    + "not provided.",
                    directive);
            }
        }
    }
}
