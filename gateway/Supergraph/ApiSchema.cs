using Monitor.GraphQL.Cost;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Supergraph;

/// <summary>
/// Derives the schema that clients see: without the composer's machinery, without what is @inaccessible, and without
/// directives (and types that only they use) that speak to composers and caches rather than to clients. What things
/// cost is for clients to see, under the names that the specification has for it.
/// </summary>
public sealed class ApiSchema
{
    private const string Cost = "cost";
    private const string ListSize = "listSize";

    /// <summary>Directives that are kept, with the names that clients see.</summary>
    private readonly Dictionary<string, string> keptDirectives;

    private ApiSchema(CostDirectiveNames names) => keptDirectives = new Dictionary<string, string>
    {
        ["deprecated"] = "deprecated",
        ["specifiedBy"] = "specifiedBy",
        ["oneOf"] = "oneOf",
        [names.Cost] = Cost,
        [names.ListSize] = ListSize,
    };

    public static GraphQLSchema Of(Document supergraph)
    {
        var directives = supergraph.Definitions.OfType<DirectiveDefinition>().Select(d => d.Name.Value).ToHashSet();
        var names = CostDirectiveNames.Of(supergraph.Definitions.OfType<SchemaDefinition>(), directives.Contains);
        return new ApiSchema(names).Derive(supergraph);
    }

    private GraphQLSchema Derive(Document supergraph)
    {
        var visible = supergraph.Definitions.Where(IsVisible).ToList();
        var hiddenTypes = visible.Concat(supergraph.Definitions).OfType<TypeDefinition>()
            .Where(type => IsInaccessible(type.Directives))
            .Select(type => type.Name.Value)
            .ToHashSet();
        hiddenTypes.UnionWith(OnlyUsedByHiddenDirectives(supergraph, visible));

        var definitions = visible
            .Where(definition => definition is not TypeDefinition type || !hiddenTypes.Contains(type.Name.Value))
            .Select(definition => Strip(definition, hiddenTypes))
            .ToList();
        try
        {
            // Composers checked it, by the rules of their edition of the specification: not all of ours.
            var schema = SchemaBuilder.Build(new Document(definitions), new SchemaOptions { AssumeValid = true });
            return schema.QueryType is not null
                ? schema
                : throw new SupergraphException("The schema for clients has no query type.");
        }
        catch (SchemaException wrong)
        {
            throw new SupergraphException($"The schema for clients is not valid: {wrong.Message}");
        }
    }

    private bool IsVisible(Definition definition) => definition switch
    {
        TypeDefinition type => !SupergraphNames.IsMachinery(type.Name.Value) && !IsInaccessible(type.Directives),
        DirectiveDefinition directive => keptDirectives.ContainsKey(directive.Name.Value)
            || !SupergraphNames.IsMachinery(directive.Name.Value)
            && directive.Locations.Any(location => SupergraphNames.IsExecutable(location.Value)),
        _ => true,
    };

    private static bool IsInaccessible(IReadOnlyList<Directive> directives) =>
        directives.Any(directive => directive.Name.Value == "inaccessible");

    /// <summary>CacheControlScope: nothing that a client can reach uses it.</summary>
    private IEnumerable<string> OnlyUsedByHiddenDirectives(Document supergraph, List<Definition> visible)
    {
        var used = visible.SelectMany(UsedInputTypes).ToHashSet();
        return supergraph.Definitions.OfType<DirectiveDefinition>()
            .Where(directive => !IsVisible(directive))
            .SelectMany(directive => directive.Arguments)
            .Select(argument => Named(argument.Type))
            .Where(type => !used.Contains(type));
    }

    private static IEnumerable<string> UsedInputTypes(Definition definition) => definition switch
    {
        ObjectTypeDefinition type => type.Fields.SelectMany(TypesOf),
        InterfaceTypeDefinition type => type.Fields.SelectMany(TypesOf),
        InputObjectTypeDefinition type => type.Fields.Select(field => Named(field.Type)),
        DirectiveDefinition directive => directive.Arguments.Select(argument => Named(argument.Type)),
        _ => [],
    };

    private static IEnumerable<string> TypesOf(FieldDefinition field) =>
        field.Arguments.Select(argument => Named(argument.Type)).Append(Named(field.Type));

    private Definition Strip(Definition definition, HashSet<string> hidden) => definition switch
    {
        SchemaDefinition schema => new SchemaDefinition
        {
            Description = schema.Description,
            IsExtension = schema.IsExtension,
            OperationTypes = schema.OperationTypes,
        },
        ScalarTypeDefinition type => new ScalarTypeDefinition
        {
            Name = type.Name,
            Description = type.Description,
            Directives = Kept(type.Directives),
        },
        ObjectTypeDefinition type => new ObjectTypeDefinition
        {
            Name = type.Name,
            Description = type.Description,
            Directives = Kept(type.Directives),
            Interfaces = Visible(type.Interfaces, hidden),
            Fields = Fields(type.Fields),
        },
        InterfaceTypeDefinition type => new InterfaceTypeDefinition
        {
            Name = type.Name,
            Description = type.Description,
            Directives = Kept(type.Directives),
            Interfaces = Visible(type.Interfaces, hidden),
            Fields = Fields(type.Fields),
        },
        UnionTypeDefinition type => new UnionTypeDefinition
        {
            Name = type.Name,
            Description = type.Description,
            Directives = Kept(type.Directives),
            Members = Visible(type.Members, hidden),
        },
        EnumTypeDefinition type => new EnumTypeDefinition
        {
            Name = type.Name,
            Description = type.Description,
            Directives = Kept(type.Directives),
            Values = [.. type.Values.Where(v => !IsInaccessible(v.Directives)).Select(Value)],
        },
        InputObjectTypeDefinition type => new InputObjectTypeDefinition
        {
            Name = type.Name,
            Description = type.Description,
            Directives = Kept(type.Directives),
            Fields = Inputs(type.Fields),
        },
        DirectiveDefinition directive => new DirectiveDefinition
        {
            Name = new Name(keptDirectives.GetValueOrDefault(directive.Name.Value, directive.Name.Value)),
            Description = directive.Description,
            Arguments = directive.Arguments,
            IsRepeatable = directive.IsRepeatable,
            Locations = directive.Locations,
        },
        _ => definition,
    };

    private List<FieldDefinition> Fields(IReadOnlyList<FieldDefinition> fields) =>
    [
        .. fields.Where(field => !IsInaccessible(field.Directives)).Select(field => new FieldDefinition
        {
            Name = field.Name,
            Description = field.Description,
            Type = field.Type,
            Arguments = Inputs(field.Arguments),
            Directives = Kept(field.Directives),
        }),
    ];

    private List<InputValueDefinition> Inputs(IReadOnlyList<InputValueDefinition> inputs) =>
    [
        .. inputs.Where(input => !IsInaccessible(input.Directives)).Select(input => new InputValueDefinition
        {
            Name = input.Name,
            Description = input.Description,
            Type = input.Type,
            DefaultValue = input.DefaultValue,
            Directives = Kept(input.Directives),
        }),
    ];

    private EnumValueDefinition Value(EnumValueDefinition value) => new()
    {
        Name = value.Name,
        Description = value.Description,
        Directives = Kept(value.Directives),
    };

    private List<Directive> Kept(IReadOnlyList<Directive> directives) =>
    [
        .. directives
            .Where(directive => keptDirectives.ContainsKey(directive.Name.Value))
            .Select(directive => new Directive
            {
                Name = new Name(keptDirectives[directive.Name.Value]),
                Arguments = directive.Arguments,
            }),
    ];

    private static List<NamedTypeNode> Visible(IReadOnlyList<NamedTypeNode> types, HashSet<string> hidden) =>
        [.. types.Where(type => !hidden.Contains(type.Name))];

    private static string Named(TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => Named(nonNull.Inner),
        ListTypeNode list => Named(list.Item),
        _ => ((NamedTypeNode)type).Name,
    };
}
