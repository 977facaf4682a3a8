using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Supergraph;

/// <summary>
/// What a subgraph says of an interface that it knows as an object (@interfaceObject) holds for every type that
/// implements it. Some composers write that down on the types; others leave it to whoever reads the supergraph.
/// </summary>
internal static class InterfaceObjects
{
    /// <summary>Adds the fields that interface objects bring to implementing types where they are left out.</summary>
    public static Document Complete(Document supergraph)
    {
        var interfaces = supergraph.Definitions.OfType<InterfaceTypeDefinition>()
            .Where(IsKnownAsObject)
            .ToDictionary(definition => definition.Name.Value);
        return interfaces.Count == 0
            ? supergraph
            : new Document([.. supergraph.Definitions.Select(definition => Complete(definition, interfaces))]);
    }

    /// <summary>Gives implementing types the keys and places that their interfaces have as interface objects.</summary>
    public static void Derive(Dictionary<string, FederatedType> types)
    {
        foreach (var type in types.Values.Where(type => type.Kind == FederatedKind.Object))
        {
            foreach (var name in type.Memberships.Select(m => m.Abstract).Distinct().Order(StringComparer.Ordinal))
            {
                if (types.TryGetValue(name, out var known) && known.InterfaceObjectIn.Count > 0)
                {
                    Derive(type, known);
                }
            }
        }
    }

    private static void Derive(FederatedType type, FederatedType known)
    {
        bool IsDerived(Subgraph subgraph) =>
            known.InterfaceObjectIn.Contains(subgraph) && !type.Subgraphs.Contains(subgraph);

        type.Keys =
        [
            .. type.Keys,
            .. known.Keys.Where(key => IsDerived(key.Subgraph)).Select(key => key with { Via = known.Name }),
        ];
        type.Fields = type.Fields.Values.ToDictionary(
            field => field.Name,
            field =>
            {
                if (!known.Fields.TryGetValue(field.Name, out var of) || !of.Places.Keys.Any(IsDerived))
                {
                    return field;
                }
                var places = field.Places.ToDictionary(place => place.Key, place => place.Value);
                foreach (var (subgraph, place) in of.Places.Where(place => IsDerived(place.Key)))
                {
                    places[subgraph] = place with { Via = known.Name };
                }
                return field with { Places = places };
            });
    }

    private static bool IsKnownAsObject(InterfaceTypeDefinition definition) =>
        definition.Directives.Any(d => d.Name.Value == "join__type" && d.Boolean("isInterfaceObject") == true);

    private static Definition Complete(
        Definition definition, Dictionary<string, InterfaceTypeDefinition> interfaces) => definition switch
        {
            ObjectTypeDefinition type => new ObjectTypeDefinition
            {
                Name = type.Name,
                Description = type.Description,
                Directives = type.Directives,
                Interfaces = type.Interfaces,
                Fields = [.. type.Fields, .. Missing(type.Fields, type.Interfaces, interfaces)],
            },
            InterfaceTypeDefinition type => new InterfaceTypeDefinition
            {
                Name = type.Name,
                Description = type.Description,
                Directives = type.Directives,
                Interfaces = type.Interfaces,
                Fields = [.. type.Fields, .. Missing(type.Fields, type.Interfaces, interfaces)],
            },
            _ => definition,
        };

    private static IEnumerable<FieldDefinition> Missing(
        IReadOnlyList<FieldDefinition> fields,
        IReadOnlyList<NamedTypeNode> implements,
        Dictionary<string, InterfaceTypeDefinition> interfaces) =>
        implements
            .Select(name => interfaces.GetValueOrDefault(name.Name))
            .OfType<InterfaceTypeDefinition>()
            .SelectMany(definition => definition.Fields)
            .DistinctBy(field => field.Name.Value)
            .Where(field => fields.All(own => own.Name.Value != field.Name.Value))
            .Select(field => new FieldDefinition
            {
                Name = field.Name,
                Description = field.Description,
                Type = field.Type,
                Arguments = field.Arguments,
                Directives =
                [
                    .. field.Directives.Where(directive => directive.Name.Value != "join__field"),
                    // On no subgraph: the type itself has the field nowhere.
                    new Directive { Name = new Name("join__field"), Arguments = [] },
                ],
            });
}
