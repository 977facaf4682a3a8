using Monitor.Gateway.Access;
using Monitor.Gateway.Subscriptions;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Supergraph;

/// <summary>Reads a standard supergraph SDL, as any federation 2 composer writes it (join 0.1 to 0.5).</summary>
public static class SupergraphReader
{
    /// <exception cref="SupergraphException">The text is not a supergraph, or one that is not consistent.</exception>
    public static FederatedGraph Read(string sdl)
    {
        var document = InterfaceObjects.Complete(Parse(sdl));
        var subgraphs = Subgraphs(document);
        var roots = document.Definitions.OfType<SchemaDefinition>()
            .SelectMany(schema => schema.OperationTypes)
            .ToDictionary(root => root.Operation, root => root.Type.Name);
        var types = document.Definitions.OfType<TypeDefinition>()
            .Where(definition => KindOf(definition) is not null && !SupergraphNames.IsMachinery(definition.Name.Value))
            .Select(definition => TypeOf(definition, subgraphs))
            .ToDictionary(type => type.Name);

        AddUnionMembers(document, types, subgraphs);
        RequiredFields.MarkExternal(types);
        InterfaceObjects.Derive(types);
        var api = ApiSchema.Of(document);
        return new FederatedGraph(
            api,
            [.. subgraphs.Values],
            types,
            roots.GetValueOrDefault(OperationType.Query, "Query"),
            roots.TryGetValue(OperationType.Mutation, out var mutation) ? mutation : Default(types, "Mutation", roots),
            roots.TryGetValue(OperationType.Subscription, out var subscription)
                ? subscription
                : Default(types, "Subscription", roots))
        {
            Access = AccessRules.Of(document),
            Events = EventFields.Of(document, api, subgraphs),
        };
    }

    private static Document Parse(string sdl)
    {
        try
        {
            return Parser.Parse(sdl, new ParserOptions { MaxTokens = int.MaxValue });
        }
        catch (SyntaxException wrong)
        {
            throw new SupergraphException(
                $"The supergraph does not parse at line {wrong.Location.Line}, column {wrong.Location.Column}: "
                + wrong.Message);
        }
    }

    /// <summary>§3.3.1: without a schema definition, the types named Query and Mutation are the roots.</summary>
    private static string? Default(
        Dictionary<string, FederatedType> types, string name, Dictionary<OperationType, string> roots) =>
        roots.Count == 0 && types.ContainsKey(name) ? name : null;

    private static Dictionary<string, Subgraph> Subgraphs(Document document)
    {
        var graphs = document.Definitions.OfType<EnumTypeDefinition>()
            .FirstOrDefault(definition => definition.Name.Value == "join__Graph")
            ?? throw new SupergraphException(
                "There is no enum join__Graph: this is not a supergraph. Compose one first.");
        return graphs.Values.ToDictionary(
            value => value.Name.Value,
            value =>
            {
                var graph = value.Directives.FirstOrDefault(d => d.Name.Value == "join__graph")
                    ?? throw new SupergraphException($"join__Graph.{value.Name} has no @join__graph.");
                return new Subgraph(value.Name.Value, graph.Text("name") ?? value.Name.Value, graph.Text("url") ?? "");
            });
    }

    private static FederatedKind? KindOf(TypeDefinition definition) => definition switch
    {
        ObjectTypeDefinition => FederatedKind.Object,
        InterfaceTypeDefinition => FederatedKind.Interface,
        UnionTypeDefinition => FederatedKind.Union,
        _ => null,
    };

    private static FederatedType TypeOf(TypeDefinition definition, Dictionary<string, Subgraph> subgraphs)
    {
        var joins = Joins(definition.Directives, "join__type", subgraphs);
        // A supergraph without @join__type on a type (join 0.1 value types) means: every subgraph knows it.
        var known = joins.Count == 0 ? subgraphs.Values.ToHashSet() : joins.Select(j => j.Subgraph).ToHashSet();
        var keys = joins
            .Where(join => join.Directive.Text("key") is not null)
            .Select(join => new EntityKey(
                join.Subgraph,
                FieldSet.Parse(join.Directive.Text("key")!),
                join.Directive.Boolean("resolvable") ?? true))
            .ToList();
        var (fields, interfaces) = definition switch
        {
            ObjectTypeDefinition type => (type.Fields, type.Interfaces),
            InterfaceTypeDefinition type => (type.Fields, type.Interfaces),
            _ => ([], []),
        };
        var owner = Joins(definition.Directives, "join__owner", subgraphs).Select(join => join.Subgraph).ToHashSet();
        var unmarked = owner.Count > 0 ? owner : known;
        var implements = Joins(definition.Directives, "join__implements", subgraphs);
        return new FederatedType(definition.Name.Value, KindOf(definition)!.Value)
        {
            Subgraphs = known,
            InterfaceObjectIn = joins
                .Where(join => join.Directive.Boolean("isInterfaceObject") ?? false)
                .Select(join => join.Subgraph)
                .ToHashSet(),
            Keys = keys,
            Fields = fields.ToDictionary(
                field => field.Name.Value,
                field => FieldOf(definition.Name.Value, field, known, unmarked, keys, subgraphs)),
            // Without @join__implements (join 0.1) the type is what it says wherever it is known.
            Memberships = implements.Count > 0
                ? implements.Select(join => (join.Subgraph, join.Directive.Text("interface")!)).ToHashSet()
                : interfaces.SelectMany(i => known.Select(subgraph => (subgraph, i.Name))).ToHashSet(),
            Cache = CacheHint.Of(definition.Directives),
        };
    }

    private static FederatedField FieldOf(
        string type,
        FieldDefinition field,
        HashSet<Subgraph> typeSubgraphs,
        HashSet<Subgraph> unmarked,
        List<EntityKey> keys,
        Dictionary<string, Subgraph> subgraphs)
    {
        var joins = Joins(field.Directives, "join__field", subgraphs);
        // No @join__field: every subgraph that knows the type (join 0.1: that owns it) resolves the field. One that
        // names no subgraph: only an interface object has it.
        var isUnmarked = field.Directives.All(directive => directive.Name.Value != "join__field");
        var places = isUnmarked
            ? unmarked.ToDictionary(subgraph => subgraph, _ => PlaceOf(field, null))
            : joins.GroupBy(join => join.Subgraph).ToDictionary(
                group => group.Key,
                group => PlaceOf(field, group.First().Directive));
        if (places.Keys.FirstOrDefault(subgraph => !typeSubgraphs.Contains(subgraph)) is { } stranger)
        {
            throw new SupergraphException($"{type}.{field.Name} is in {stranger}, which does not have {type}.");
        }
        // A key's own field is there also where it was overridden, or where nothing but the key says so (join 0.1).
        foreach (var key in keys)
        {
            if (key.Fields.Find(field.Name.Value) is { } part)
            {
                var place = places.GetValueOrDefault(key.Subgraph) ?? PlaceOf(field, null);
                var isExternal = joins.Any(join =>
                    join.Subgraph == key.Subgraph && (join.Directive.Boolean("external") ?? false));
                places[key.Subgraph] = place with
                {
                    IsExternal = isExternal,
                    Provides = FieldSet.Union(place.Provides, part.Selection),
                };
            }
        }
        return new FederatedField(
            field.Name.Value,
            Printer.Print(field.Type),
            NamedTypeOf(field.Type),
            places,
            CacheHint.Of(field.Directives));
    }

    private static FieldPlace PlaceOf(FieldDefinition field, Directive? join)
    {
        var type = join?.Text("type") ?? Printer.Print(field.Type);
        var label = join?.Text("overrideLabel");
        return new FieldPlace(type, type.Trim('[', ']', '!'))
        {
            IsExternal = (join?.Boolean("external") ?? false) || (join?.Boolean("usedOverridden") ?? false),
            Requires = join?.Text("requires") is { } requires ? FieldSet.Parse(requires) : null,
            Provides = join?.Text("provides") is { } provides ? FieldSet.Parse(provides) : null,
            Label = label,
            IsWhenOn = label is not null && join?.Text("override") is not null,
        };
    }

    private static void AddUnionMembers(
        Document document, Dictionary<string, FederatedType> types, Dictionary<string, Subgraph> subgraphs)
    {
        foreach (var union in document.Definitions.OfType<UnionTypeDefinition>())
        {
            var joins = Joins(union.Directives, "join__unionMember", subgraphs);
            var members = joins.Count > 0
                ? joins.Select(join => (join.Subgraph, Member: join.Directive.Text("member")!))
                : union.Members.SelectMany(member =>
                    types[union.Name.Value].Subgraphs.Select(subgraph => (subgraph, Member: member.Name)));
            foreach (var (subgraph, member) in members)
            {
                types[member].Memberships =
                    new HashSet<(Subgraph, string)>(types[member].Memberships) { (subgraph, union.Name.Value) };
            }
        }
    }

    private static List<(Subgraph Subgraph, Directive Directive)> Joins(
        IReadOnlyList<Directive> directives, string name, Dictionary<string, Subgraph> subgraphs)
    {
        var joins = new List<(Subgraph, Directive)>();
        foreach (var directive in directives.Where(d => d.Name.Value == name && d.Enum("graph") is not null))
        {
            var id = directive.Enum("graph")!;
            joins.Add(subgraphs.TryGetValue(id, out var subgraph)
                ? (subgraph, directive)
                : throw new SupergraphException($"@{name} names the subgraph {id}, which join__Graph does not have."));
        }
        return joins;
    }

    private static string NamedTypeOf(TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => NamedTypeOf(nonNull.Inner),
        ListTypeNode list => NamedTypeOf(list.Item),
        NamedTypeNode named => named.Name,
        _ => throw new SupergraphException($"Unknown type node {type}."),
    };
}
