using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>
/// Holds a document of definitions to all rules, node by node in the order of the text, as graphql-js does.
/// </summary>
internal sealed class DefinitionWalk
{
    private readonly DefinitionContext context;
    private readonly DefinitionRule[] rules;

    private DefinitionWalk(DefinitionContext context)
    {
        this.context = context;
        rules =
        [
            new LoneSchemaDefinition(context),
            new UniqueOperationTypes(context),
            new UniqueTypeNames(context),
            new UniqueEnumValueNames(context),
            new UniqueFieldDefinitionNames(context),
            new UniqueArgumentDefinitionNames(context),
            new UniqueDirectiveNames(context),
            new KnownTypeNames(context),
            new KnownDirectives(context),
            new UniqueDirectivesPerLocation(context),
            new PossibleTypeExtensions(context),
            new KnownArgumentNamesOnDirectives(context),
            new UniqueArgumentNames(context),
            new UniqueInputFieldNames(context),
            new ProvidedRequiredArgumentsOnDirectives(context),

            // What the specification says and graphql-js does not ask for.
            new NoBuiltInTypeNames(context),
            new NoOneOfOnExtensions(context),
        ];
    }

    public static void Check(Document document, SchemaFaults faults)
    {
        var walk = new DefinitionWalk(new DefinitionContext(document, faults));
        foreach (var definition in document.Definitions)
        {
            walk.Visit(definition);
        }
    }

    private void Visit(Definition node)
    {
        if (node is not TypeSystemDefinition definition)
        {
            context.Report("A schema holds no operations or fragments.", node);
            return;
        }

        foreach (var rule in rules)
        {
            rule.Enter(definition);
        }

        switch (definition)
        {
            case SchemaDefinition schema:
                Visit(schema.Directives, "SCHEMA");
                Visit(schema.OperationTypes.Select(operation => operation.Type));
                break;
            case ScalarTypeDefinition scalar:
                Visit(scalar.Directives, "SCALAR");
                break;
            case ObjectTypeDefinition type:
                Visit(type.Interfaces);
                Visit(type.Directives, "OBJECT");
                Visit(type.Fields);
                break;
            case InterfaceTypeDefinition type:
                Visit(type.Interfaces);
                Visit(type.Directives, "INTERFACE");
                Visit(type.Fields);
                break;
            case UnionTypeDefinition union:
                Visit(union.Directives, "UNION");
                Visit(union.Members);
                break;
            case EnumTypeDefinition type:
                Visit(type.Directives, "ENUM");
                Visit(type.Values);
                break;
            case InputObjectTypeDefinition type:
                Visit(type.Directives, "INPUT_OBJECT");
                Visit(type.Fields, "INPUT_FIELD_DEFINITION");
                break;
            case DirectiveDefinition directive:
                Visit(directive.Arguments, "ARGUMENT_DEFINITION");
                break;
        }
    }

    private void Visit(IReadOnlyList<FieldDefinition> fields)
    {
        foreach (var field in fields)
        {
            EnterPart(field.Directives);
            Visit(field.Arguments, "ARGUMENT_DEFINITION");
            Visit(field.Type);
            Visit(field.Directives, "FIELD_DEFINITION");
        }
    }

    private void Visit(IReadOnlyList<InputValueDefinition> inputs, string location)
    {
        foreach (var input in inputs)
        {
            EnterPart(input.Directives);
            Visit(input.Type);
            if (input.DefaultValue is not null)
            {
                Visit(input.DefaultValue);
            }

            Visit(input.Directives, location);
        }
    }

    private void Visit(IReadOnlyList<EnumValueDefinition> values)
    {
        foreach (var value in values)
        {
            EnterPart(value.Directives);
            Visit(value.Directives, "ENUM_VALUE");
        }
    }

    private void EnterPart(IReadOnlyList<Directive> directives)
    {
        foreach (var rule in rules)
        {
            rule.EnterPart(directives);
        }
    }

    private void Visit(IEnumerable<NamedTypeNode> types)
    {
        foreach (var type in types)
        {
            Visit(type);
        }
    }

    private void Visit(TypeNode type)
    {
        while (type is not NamedTypeNode)
        {
            type = type is ListTypeNode list ? list.Item : ((NonNullTypeNode)type).Inner;
        }

        foreach (var rule in rules)
        {
            rule.Enter((NamedTypeNode)type);
        }
    }

    private void Visit(IReadOnlyList<Directive> directives, string location)
    {
        foreach (var directive in directives)
        {
            foreach (var rule in rules)
            {
                rule.Enter(directive, location);
            }

            foreach (var argument in directive.Arguments)
            {
                Visit(argument.Value);
            }

            foreach (var rule in rules)
            {
                rule.Leave(directive);
            }
        }
    }

    private void Visit(Value value)
    {
        foreach (var rule in rules)
        {
            rule.Enter(value);
        }
    }
}
