using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation;

/// <summary>
/// The way through definitions that a document should not have: rules about directives, types and values judge them
/// too.
/// </summary>
internal sealed partial class DocumentWalk
{
    private void Walk(TypeSystemDefinition definition)
    {
        context.IsInTypeSystem = true;
        switch (definition)
        {
            case SchemaDefinition schema:
                Walk(schema, schema.Directives, "SCHEMA");
                foreach (var operation in schema.OperationTypes)
                {
                    Walk(operation.Type);
                }

                break;
            case ScalarTypeDefinition scalar:
                Walk(scalar, scalar.Directives, "SCALAR");
                break;
            case ObjectTypeDefinition type:
                Walk(type, "OBJECT", type.Interfaces, type.Fields);
                break;
            case InterfaceTypeDefinition type:
                Walk(type, "INTERFACE", type.Interfaces, type.Fields);
                break;
            case UnionTypeDefinition union:
                Walk(union, union.Directives, "UNION");
                Walk(union.Members);
                break;
            case EnumTypeDefinition @enum:
                Walk(@enum, @enum.Directives, "ENUM");
                foreach (var value in @enum.Values)
                {
                    Walk(value, value.Directives, "ENUM_VALUE");
                }

                break;
            case InputObjectTypeDefinition input:
                Walk(input, input.Directives, "INPUT_OBJECT");
                Walk(input.Fields, "INPUT_FIELD_DEFINITION");
                break;
            case DirectiveDefinition directive:
                Walk(directive.Arguments, "ARGUMENT_DEFINITION");
                break;
        }

        context.IsInTypeSystem = false;
    }

    private void Walk(
        TypeDefinition type,
        string location,
        IReadOnlyList<NamedTypeNode> interfaces,
        IReadOnlyList<FieldDefinition> fields)
    {
        EnterTypeSystem(type, type.Directives);
        Walk(interfaces);
        Walk(type.Directives, location);
        foreach (var field in fields)
        {
            EnterTypeSystem(field, field.Directives);
            Walk(field.Arguments, "ARGUMENT_DEFINITION");
            Walk(field.Type);
            Walk(field.Directives, "FIELD_DEFINITION");
        }
    }

    private void Walk(IReadOnlyList<NamedTypeNode> types)
    {
        foreach (var type in types)
        {
            Walk(type);
        }
    }

    private void Walk(IReadOnlyList<InputValueDefinition> values, string location)
    {
        foreach (var value in values)
        {
            EnterTypeSystem(value, value.Directives);
            Walk(value.Type);
            if (value.DefaultValue is { } defaultValue)
            {
                Walk(defaultValue, type: null);
            }

            Walk(value.Directives, location);
        }
    }

    private void Walk(SyntaxNode node, IReadOnlyList<Directive> directives, string location)
    {
        EnterTypeSystem(node, directives);
        Walk(directives, location);
    }

    private void EnterTypeSystem(SyntaxNode node, IReadOnlyList<Directive> directives)
    {
        if (directives.Count > 0)
        {
            foreach (var rule in set.EnterTypeSystem)
            {
                rules[rule].Enter(node, directives);
            }
        }
    }
}
