using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>
/// Turns definitions that were found coherent into types that refer to each other. What types cannot hold (a union of
/// scalars, a root type that is no object) is left out: the rules tell of it.
/// </summary>
internal sealed class SchemaAssembler(Document document, SchemaOptions options)
{
    private readonly Dictionary<string, NamedType> types = [];
    private readonly Dictionary<string, List<TypeDefinition>> parts = [];   // a type's definition, then its extensions
    private readonly Dictionary<string, DirectiveType> directives = [];
    private readonly List<SchemaDefinition> schemaParts = [.. document.Definitions.OfType<SchemaDefinition>()];

    /// <exception cref="SchemaException">A directive that the schema obeys has a value that it cannot take.</exception>
    public GraphQLSchema Assemble()
    {
        DeclareTypes();
        DefineDirectives();
        foreach (var type in types.Values.OrderBy(type => type is EnumType))
        {
            Fill(type);
        }

        var roots = Roots();
        return new GraphQLSchema(
            schemaParts.FirstOrDefault(part => !part.IsExtension)?.Description,
            TypeOrder.Of(document, types, roots.Values, directives.Values),
            directives,
            roots)
        {
            Definitions = schemaParts,
        };
    }

    private void DeclareTypes()
    {
        foreach (var builtIn in BuiltIns.Types)
        {
            parts.Add(builtIn.Name.Value, [builtIn]);
        }

        // A built-in type that a document lists, as a printed schema may, stays what it is.
        var own = document.Definitions.OfType<TypeDefinition>().Where(type => !BuiltIns.IsType(type.Name.Value));
        foreach (var definition in own.OrderBy(type => type.IsExtension))
        {
            if (definition.IsExtension)
            {
                parts[definition.Name.Value].Add(definition);
            }
            else
            {
                parts.Add(definition.Name.Value, [definition]);
            }
        }

        foreach (var (name, definitions) in parts)
        {
            types.Add(name, New(name, definitions));
        }
    }

    private NamedType New(string name, List<TypeDefinition> definitions) => definitions[0] switch
    {
        ScalarTypeDefinition => new ScalarType(name)
        {
            Coercion = CoercionOf(name),
            SpecifiedByUrl = definitions
                .Select(part => ObeyedDirectives.SpecifiedByUrl(part.Directives))
                .LastOrDefault(url => url is not null),
        },
        ObjectTypeDefinition => new ObjectType(name),
        InterfaceTypeDefinition => new InterfaceType(name),
        UnionTypeDefinition => new UnionType(name),
        EnumTypeDefinition => new EnumType(name),
        InputObjectTypeDefinition definition => new InputObjectType(name)
        {
            IsOneOf = ObeyedDirectives.IsOneOf(definition.Directives),
        },
        var other => throw new InvalidOperationException($"{other.GetType().Name} defines no type."),
    };

    private ScalarCoercion CoercionOf(string name) =>
        BuiltIns.IsScalar(name)
            ? BuiltInCoercions.Of(name)
            : options.Scalars.GetValueOrDefault(name) ?? BuiltInCoercions.Shipped(name) ?? ScalarCoercion.PassThrough;

    private void Fill(NamedType type)
    {
        var definitions = parts[type.Name];
        type.Description = definitions[0].Description;
        type.Directives = [.. definitions.SelectMany(part => part.Directives)];
        type.Definitions = BuiltIns.IsType(type.Name) ? [] : definitions;
        switch (type)
        {
            case ObjectType complex:
                var objects = definitions.Cast<ObjectTypeDefinition>();
                SetInterfaces(complex, objects.SelectMany(part => part.Interfaces));
                complex.Fields = Fields(objects.SelectMany(part => part.Fields));
                break;
            case InterfaceType complex:
                var interfaces = definitions.Cast<InterfaceTypeDefinition>();
                SetInterfaces(complex, interfaces.SelectMany(part => part.Interfaces));
                complex.Fields = Fields(interfaces.SelectMany(part => part.Fields));
                break;
            case UnionType union:
                var unions = definitions.Cast<UnionTypeDefinition>();
                union.NamedMembers = Named(unions.SelectMany(part => part.Members));
                union.Members = [.. union.NamedMembers.OfType<ObjectType>().Distinct()];
                break;
            case EnumType members:
                var enums = definitions.Cast<EnumTypeDefinition>();
                members.Values = EnumValues(enums.SelectMany(part => part.Values));
                break;
            case InputObjectType input:
                var inputs = definitions.Cast<InputObjectTypeDefinition>();
                input.Fields = InputValues(inputs.SelectMany(part => part.Fields));
                break;
        }
    }

    private void SetInterfaces(ComplexType type, IEnumerable<NamedTypeNode> nodes)
    {
        type.NamedInterfaces = Named(nodes);
        type.Interfaces = [.. type.NamedInterfaces.OfType<InterfaceType>().Distinct()];
    }

    private List<NamedType> Named(IEnumerable<NamedTypeNode> nodes) => [.. nodes.Select(node => types[node.Name])];

    private Dictionary<string, FieldType> Fields(IEnumerable<FieldDefinition> nodes) =>
        nodes.ToDictionary(node => node.Name.Value, node => new FieldType(node.Name.Value, Reference(node.Type))
        {
            Description = node.Description,
            Directives = node.Directives,
            Arguments = InputValues(node.Arguments),
            DeprecationReason = ObeyedDirectives.DeprecationReason(node.Directives),
            Definition = node,
        });

    private Dictionary<string, InputValueType> InputValues(IEnumerable<InputValueDefinition> nodes) =>
        nodes.ToDictionary(node => node.Name.Value, node => new InputValueType(node.Name.Value, Reference(node.Type))
        {
            Description = node.Description,
            DefaultValue = node.DefaultValue,
            Directives = node.Directives,
            DeprecationReason = ObeyedDirectives.DeprecationReason(node.Directives),
            Definition = node,
        });

    private static Dictionary<string, EnumMember> EnumValues(IEnumerable<EnumValueDefinition> nodes) =>
        nodes.ToDictionary(node => node.Name.Value, node => new EnumMember(node.Name.Value)
        {
            Description = node.Description,
            Directives = node.Directives,
            DeprecationReason = ObeyedDirectives.DeprecationReason(node.Directives),
            Definition = node,
        });

    private void DefineDirectives()
    {
        var own = document.Definitions.OfType<DirectiveDefinition>();
        foreach (var node in own.Concat(BuiltIns.Directives).DistinctBy(node => node.Name.Value))
        {
            directives.Add(node.Name.Value, new DirectiveType(node.Name.Value)
            {
                Description = node.Description,
                Arguments = InputValues(node.Arguments),
                IsRepeatable = node.IsRepeatable,
                Locations = [.. node.Locations.Select(location => location.Value)],
                Definition = node,
            });
        }
    }

    private Dictionary<OperationType, NamedType> Roots()
    {
        var roots = schemaParts
            .SelectMany(part => part.OperationTypes)
            .ToDictionary(root => root.Operation, root => types[root.Type.Name]);

        // §3.3.1: without a schema definition the root types are the ones with the default names.
        if (schemaParts.All(part => part.IsExtension))
        {
            foreach (var operation in Enum.GetValues<OperationType>())
            {
                if (types.TryGetValue(operation.ToString(), out var type))
                {
                    roots[operation] = type;
                }
            }
        }

        return roots.OrderBy(root => root.Key).ToDictionary();
    }

    private GraphQLType Reference(TypeNode node) => node switch
    {
        NonNullTypeNode nonNull => new NonNullType(Reference(nonNull.Inner)),
        ListTypeNode list => new ListType(Reference(list.Item)),
        NamedTypeNode named => types[named.Name],
        _ => throw new InvalidOperationException($"{node.GetType().Name} refers to no type."),
    };
}
