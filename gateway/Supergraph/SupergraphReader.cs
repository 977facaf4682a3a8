using Monitor.Gateway.Access;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Supergraph;

/// <summary>Reads a standard supergraph SDL, as any federation 2 composer writes it (join 0.1 to 0.5).</summary>
public static class SupergraphReader
{
    /// <exception cref="SupergraphException">The text is not a supergraph, or one that is not consistent.</exception>
    public static FederatedGraph Read(string sdl)
    {
        var document = Parse(sdl);
        var subgraphs = Subgraphs(document);
        var roots = document.Definitions.OfType<SchemaDefinition>()
            .SelectMany(schema => schema.OperationTypes)
            .ToDictionary(root => root.Operation, root => root.Type.Name);
        var types = document.Definitions.OfType<TypeDefinition>()
            .Where(definition => KindOf(definition) is not null && !SupergraphNames.IsMachinery(definition.Name.Value))
            .Select(definition => TypeOf(definition, subgraphs))
            .ToDictionary(type => type.Name);

        AddUnionMembers(document, types, subgraphs);
        return new FederatedGraph(
            ApiSchema.Of(document),
            [.. subgraphs.Values],
            types,
            roots.GetValueOrDefault(OperationType.Query, "Query"),
            roots.TryGetValue(OperationType.Mutation, out var mutation) ? mutation : Default(types, "Mutation", roots))
        {
            Access = AccessRules.Of(document),
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
        var fields = definition switch
        {
            ObjectTypeDefinition type => type.Fields,
            InterfaceTypeDefinition type => type.Fields,
            _ => [],
        };
        return new FederatedType(definition.Name.Value, KindOf(definition)!.Value)
        {
            Subgraphs = known,
            Keys = keys,
            Fields = fields.ToDictionary(
                field => field.Name.Value,
                field => FieldOf(definition.Name.Value, field, known, keys, subgraphs)),
            Memberships = Joins(definition.Directives, "join__implements", subgraphs)
                .Select(join => (join.Subgraph, join.Directive.Text("interface")!))
                .ToHashSet(),
            Cache = CacheHint.Of(definition.Directives),
        };
    }

    private static FederatedField FieldOf(
        string type,
        FieldDefinition field,
        HashSet<Subgraph> typeSubgraphs,
        List<EntityKey> keys,
        Dictionary<string, Subgraph> subgraphs)
    {
        var joins = Joins(field.Directives, "join__field", subgraphs);
        // No @join__field: every subgraph that knows the type resolves the field.
        var places = joins.Count == 0
            ? typeSubgraphs.ToDictionary(subgraph => subgraph, _ => new FieldPlace(false, null, null))
            : joins.GroupBy(join => join.Subgraph).ToDictionary(
                group => group.Key,
                group => PlaceOf(field.Name.Value, group.First(), keys));
        if (places.Keys.FirstOrDefault(subgraph => !typeSubgraphs.Contains(subgraph)) is { } stranger)
        {
            throw new SupergraphException($"{type}.{field.Name} is in {stranger}, which does not have {type}.");
        }
        return new FederatedField(
            field.Name.Value,
            Printer.Print(field.Type),
            NamedTypeOf(field.Type),
            places,
            CacheHint.Of(field.Directives));
    }

    private static FieldPlace PlaceOf(
        string field, (Subgraph Subgraph, Directive Directive) join, List<EntityKey> keys)
    {
        // A key's own field is always there: the subgraph was given it, or named the entity by it.
        var isExternal = (join.Directive.Boolean("external") ?? join.Directive.Boolean("usedOverridden") ?? false)
            && !keys.Any(key => key.Subgraph == join.Subgraph && key.Fields.Find(field) is not null);
        return new FieldPlace(
            isExternal,
            join.Directive.Text("requires") is { } requires ? FieldSet.Parse(requires) : null,
            join.Directive.Text("provides") is { } provides ? FieldSet.Parse(provides) : null);
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
