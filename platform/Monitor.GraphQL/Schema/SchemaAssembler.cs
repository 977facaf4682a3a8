using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>
/// Turns definitions into types that refer to each other. Faults that the types could not even hold (an unknown type, a
/// name defined twice, a union of scalars) are noted here and the offender left out; the rest is for the rules.
/// </summary>
internal sealed class SchemaAssembler(Document document, SchemaOptions options, SchemaFaults faults)
{
    private readonly Dictionary<string, NamedType> types = [];
    private readonly Dictionary<string, List<TypeDefinition>> parts = [];   // a type's definition, then its extensions
    private readonly Dictionary<string, DirectiveType> directives = [];
    private readonly List<SchemaDefinition> schemaParts = [];

    public GraphQLSchema Assemble()
    {
        DeclareTypes();
        AddExtensions();
        foreach (var type in types.Values)
        {
            Fill(type);
        }

        DefineDirectives();
        return DefineSchema();
    }

    private void DeclareTypes()
    {
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case TypeDefinition { IsExtension: false } type:
                    Declare(type);
                    break;
                case SchemaDefinition schema:
                    schemaParts.Add(schema);
                    break;
                case TypeSystemDefinition:
                    break;
                default:
                    faults.Add("A schema holds no operations or fragments.", definition);
                    break;
            }
        }

        foreach (var builtIn in BuiltIns.Types)
        {
            if (types.TryAdd(builtIn.Name.Value, New(builtIn)))
            {
                parts.Add(builtIn.Name.Value, [builtIn]);
            }
        }
    }

    private void Declare(TypeDefinition definition)
    {
        var name = definition.Name.Value;
        if (BuiltIns.IsScalar(name))
        {
            // A printed schema may list the built-in scalars; they stay what they are.
            if (definition is not ScalarTypeDefinition)
            {
                faults.Add($"Type \"{name}\" is a built-in scalar and cannot be defined anew.", definition.Name);
            }
        }
        else if (types.TryAdd(name, New(definition)))
        {
            parts.Add(name, [definition]);
        }
        else
        {
            faults.Add($"There can be only one type named \"{name}\".", parts[name][0].Name, definition.Name);
        }
    }

    private NamedType New(TypeDefinition definition)
    {
        var name = definition.Name.Value;
        return definition switch
        {
            ScalarTypeDefinition => new ScalarType(name) { Coercion = CoercionOf(name) },
            ObjectTypeDefinition => new ObjectType(name),
            InterfaceTypeDefinition => new InterfaceType(name),
            UnionTypeDefinition => new UnionType(name),
            EnumTypeDefinition => new EnumType(name),
            InputObjectTypeDefinition => new InputObjectType(name),
            _ => throw new InvalidOperationException($"{definition.GetType().Name} defines no type."),
        };
    }

    private ScalarCoercion CoercionOf(string name) =>
        BuiltIns.IsScalar(name)
            ? BuiltInCoercions.Of(name)
            : options.Scalars.GetValueOrDefault(name) ?? BuiltInCoercions.Shipped(name) ?? ScalarCoercion.PassThrough;

    private void AddExtensions()
    {
        foreach (var extension in document.Definitions.OfType<TypeDefinition>().Where(type => type.IsExtension))
        {
            var name = extension.Name.Value;
            if (!parts.TryGetValue(name, out var definition))
            {
                faults.Add($"Cannot extend type \"{name}\" because it is not defined.", extension.Name);
            }
            else if (definition[0].GetType() != extension.GetType())
            {
                faults.Add($"Cannot extend non-{KindOf(extension)} type \"{name}\".", definition[0], extension);
            }
            else
            {
                definition.Add(extension);
            }
        }
    }

    private static string KindOf(TypeDefinition definition) => definition switch
    {
        ScalarTypeDefinition => "scalar",
        ObjectTypeDefinition => "object",
        InterfaceTypeDefinition => "interface",
        UnionTypeDefinition => "union",
        EnumTypeDefinition => "enum",
        _ => "input object",
    };

    private void Fill(NamedType type)
    {
        var definitions = parts[type.Name];
        var isBuiltIn = BuiltIns.Contains(definitions[0]);
        type.Description = definitions[0].Description;
        type.Directives = [.. definitions.SelectMany(part => part.Directives)];
        type.Definitions = isBuiltIn ? definitions[1..] : definitions;
        switch (type)
        {
            case ScalarType scalar:
                scalar.SpecifiedByUrl = TextArgument(type.Directives, "specifiedBy", "url");
                break;
            case ObjectType complex:
                var objects = definitions.Cast<ObjectTypeDefinition>();
                complex.Interfaces = Interfaces(type, objects.SelectMany(part => part.Interfaces));
                complex.Fields = Fields(type, objects.SelectMany(part => part.Fields));
                break;
            case InterfaceType complex:
                var interfaces = definitions.Cast<InterfaceTypeDefinition>();
                complex.Interfaces = Interfaces(type, interfaces.SelectMany(part => part.Interfaces));
                complex.Fields = Fields(type, interfaces.SelectMany(part => part.Fields));
                break;
            case UnionType union:
                union.Members = Members(type, definitions.Cast<UnionTypeDefinition>().SelectMany(part => part.Members));
                break;
            case EnumType members:
                var enums = definitions.Cast<EnumTypeDefinition>();
                members.Values = EnumValues(type, enums.SelectMany(part => part.Values));
                break;
            case InputObjectType input:
                var inputs = definitions.Cast<InputObjectTypeDefinition>();
                input.IsOneOf = type.Directives.Any(directive => directive.Name.Value == "oneOf");
                input.Fields = InputFields(type, inputs.SelectMany(part => part.Fields));
                break;
        }
    }

    private List<InterfaceType> Interfaces(NamedType owner, IEnumerable<NamedTypeNode> nodes)
    {
        var interfaces = new Dictionary<InterfaceType, NamedTypeNode>();
        foreach (var node in nodes)
        {
            if (Resolve(node) is not { } type)
            {
                continue;
            }

            if (type is not InterfaceType @interface)
            {
                faults.Add($"Type {owner} must only implement Interface types, it cannot implement {type}.", node);
            }
            else if (!interfaces.TryAdd(@interface, node))
            {
                faults.Add($"Type {owner} can only implement {type} once.", interfaces[@interface], node);
            }
        }

        return [.. interfaces.Keys];
    }

    private List<ObjectType> Members(NamedType owner, IEnumerable<NamedTypeNode> nodes)
    {
        var members = new Dictionary<ObjectType, NamedTypeNode>();
        foreach (var node in nodes)
        {
            if (Resolve(node) is not { } type)
            {
                continue;
            }

            if (type is not ObjectType member)
            {
                faults.Add($"Union type {owner} can only include Object types, it cannot include {type}.", node);
            }
            else if (!members.TryAdd(member, node))
            {
                faults.Add($"Union type {owner} can only include type {type} once.", members[member], node);
            }
        }

        return [.. members.Keys];
    }

    private Dictionary<string, FieldType> Fields(NamedType owner, IEnumerable<FieldDefinition> nodes)
    {
        var fields = new Dictionary<string, FieldType>();
        foreach (var node in nodes)
        {
            var name = node.Name.Value;
            var field = new FieldType(name, Reference(node.Type))
            {
                Description = node.Description,
                Directives = node.Directives,
                DeprecationReason = DeprecationReason(node.Directives),
                Arguments = InputValues(node.Arguments, argument => $"Argument \"{owner}.{name}({argument}:)\""),
                Definition = node,
            };
            if (!fields.TryAdd(name, field))
            {
                faults.Add(
                    $"Field \"{owner}.{name}\" can only be defined once.", fields[name].Definition!.Name, node.Name);
            }
        }

        return fields;
    }

    private Dictionary<string, InputValueType> InputFields(NamedType owner, IEnumerable<InputValueDefinition> nodes) =>
        InputValues(nodes, field => $"Field \"{owner}.{field}\"");

    private Dictionary<string, InputValueType> InputValues(
        IEnumerable<InputValueDefinition> nodes, Func<string, string> describe)
    {
        var values = new Dictionary<string, InputValueType>();
        foreach (var node in nodes)
        {
            var name = node.Name.Value;
            var value = new InputValueType(name, Reference(node.Type))
            {
                Description = node.Description,
                DefaultValue = node.DefaultValue,
                Directives = node.Directives,
                DeprecationReason = DeprecationReason(node.Directives),
                Definition = node,
            };
            if (!values.TryAdd(name, value))
            {
                faults.Add($"{describe(name)} can only be defined once.", values[name].Definition!.Name, node.Name);
            }
        }

        return values;
    }

    private Dictionary<string, EnumMember> EnumValues(NamedType owner, IEnumerable<EnumValueDefinition> nodes)
    {
        var values = new Dictionary<string, EnumMember>();
        foreach (var node in nodes)
        {
            var name = node.Name.Value;
            var value = new EnumMember(name)
            {
                Description = node.Description,
                Directives = node.Directives,
                DeprecationReason = DeprecationReason(node.Directives),
                Definition = node,
            };
            if (!values.TryAdd(name, value))
            {
                faults.Add(
                    $"Enum value \"{owner}.{name}\" can only be defined once.",
                    values[name].Definition!.Name,
                    node.Name);
            }
        }

        return values;
    }

    private void DefineDirectives()
    {
        foreach (var node in document.Definitions.OfType<DirectiveDefinition>())
        {
            if (!directives.TryAdd(node.Name.Value, New(node)))
            {
                faults.Add(
                    $"There can be only one directive named \"@{node.Name}\".",
                    directives[node.Name.Value].Definition!.Name,
                    node.Name);
            }
        }

        foreach (var builtIn in BuiltIns.Directives)
        {
            directives.TryAdd(builtIn.Name.Value, New(builtIn));
        }
    }

    private DirectiveType New(DirectiveDefinition node) => new(node.Name.Value)
    {
        Description = node.Description,
        Arguments = InputValues(node.Arguments, argument => $"Argument \"@{node.Name}({argument}:)\""),
        IsRepeatable = node.IsRepeatable,
        Locations = [.. node.Locations.Select(location => location.Value)],
        Definition = node,
    };

    private GraphQLSchema DefineSchema()
    {
        var definitions = schemaParts.Where(part => !part.IsExtension).ToList();
        foreach (var another in definitions.Skip(1))
        {
            faults.Add("Must provide only one schema definition.", another);
        }

        var roots = new Dictionary<OperationType, OperationTypeDefinition>();
        foreach (var node in schemaParts.SelectMany(part => part.OperationTypes))
        {
            if (!roots.TryAdd(node.Operation, node))
            {
                faults.Add(
                    $"There can be only one {node.Operation.Keyword()} type in schema.", roots[node.Operation], node);
            }
        }

        // §3.3.1: without a schema definition the root types are the ones with the default names.
        var byName = definitions.Count == 0;
        return new GraphQLSchema(
            definitions.FirstOrDefault()?.Description,
            types,
            directives,
            Root(roots, OperationType.Query, byName),
            Root(roots, OperationType.Mutation, byName),
            Root(roots, OperationType.Subscription, byName))
        {
            Definitions = schemaParts,
        };
    }

    private ObjectType? Root(
        Dictionary<OperationType, OperationTypeDefinition> roots, OperationType operation, bool byName)
    {
        var keyword = operation.ToString();
        if (!roots.TryGetValue(operation, out var node))
        {
            return byName ? RootByName(keyword) : null;
        }

        var type = Resolve(node.Type);
        if (type is not (null or ObjectType))
        {
            RefuseRoot(keyword, type, node.Type);
        }

        return type as ObjectType;
    }

    private ObjectType? RootByName(string name)
    {
        var type = types.GetValueOrDefault(name);
        if (type is not (null or ObjectType))
        {
            RefuseRoot(name, type, parts[name][0]);
        }

        return type as ObjectType;
    }

    private void RefuseRoot(string operation, NamedType type, SyntaxNode node)
    {
        var condition = operation == "Query" ? "" : " if provided";
        faults.Add($"{operation} root type must be Object type{condition}, it cannot be {type}.", node);
    }

    private GraphQLType Reference(TypeNode node) => node switch
    {
        NonNullTypeNode nonNull => new NonNullType(Reference(nonNull.Inner)),
        ListTypeNode list => new ListType(Reference(list.Item)),
        NamedTypeNode named => Resolve(named) ?? new ScalarType(named.Name),   // the fault is noted; rules may go on
        _ => throw new InvalidOperationException($"{node.GetType().Name} refers to no type."),
    };

    private NamedType? Resolve(NamedTypeNode node)
    {
        if (types.TryGetValue(node.Name, out var type))
        {
            return type;
        }

        faults.Add($"Unknown type \"{node.Name}\".", node);
        return null;
    }

    private static string? DeprecationReason(IReadOnlyList<Directive> applied) =>
        applied.Any(directive => directive.Name.Value == "deprecated")
            ? TextArgument(applied, "deprecated", "reason") ?? BuiltIns.DefaultDeprecationReason
            : null;

    private static string? TextArgument(IReadOnlyList<Directive> applied, string directive, string argument) =>
        applied
            .Where(candidate => candidate.Name.Value == directive)
            .SelectMany(candidate => candidate.Arguments)
            .Where(candidate => candidate.Name.Value == argument)
            .Select(candidate => (candidate.Value as StringValue)?.Text)
            .LastOrDefault();
}
