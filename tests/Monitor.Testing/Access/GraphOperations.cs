using Monitor.GraphQL.Language;

namespace Monitor.Testing;

/// <summary>A field that needs a rule of its own: a root field, or one of an entity that anyone can come by.</summary>
/// <param name="Parent">Query, Mutation, Subscription, or the entity.</param>
/// <param name="Field">As the supergraph declares it.</param>
/// <param name="HasSelection">Whether it gives an object.</param>
public sealed record GraphOperation(string Parent, FieldDefinition Field, bool HasSelection)
{
    public string Name => $"{Parent}.{Field.Name.Value}";
}

/// <summary>The composed graph, as far as rules of access bear on it.</summary>
public sealed class GraphOperations
{
    /// <summary>Entities that public fields lead to: what services add to them has rules of its own.</summary>
    public static readonly IReadOnlyList<string> Open = ["Municipality", "Objective", "Region", "Round"];

    private static readonly string[] Roots = ["Query", "Mutation", "Subscription"];

    private readonly Dictionary<string, TypeDefinition> types;

    private GraphOperations(Dictionary<string, TypeDefinition> types) => this.types = types;

    /// <summary>All of them.</summary>
    public IReadOnlyList<GraphOperation> All =>
    [
        .. Roots.Concat(Open).Select(name => (ObjectTypeDefinition)types[name]).SelectMany(type => type.Fields
            .Where(member => !IsKeyOf(type, member.Name.Value))
            .Select(member => new GraphOperation(type.Name.Value, member, HasSelection(member.Type)))),
    ];

    /// <summary>Types with a key of their own: they can be looked up by it.</summary>
    public IEnumerable<string> Entities => types.Values.OfType<ObjectTypeDefinition>()
        .Where(type => type.Directives.Any(d => d.DirectiveName == "join__type" && Has(d, "key")))
        .Select(type => type.Name.Value);

    public static GraphOperations Read(string supergraph) => new(
        Parser.Parse(File.ReadAllText(supergraph), ParserOptions.Schema).Definitions.OfType<TypeDefinition>()
            .ToDictionary(type => type.Name.Value));

    public TypeDefinition TypeOf(TypeNode node) => types[NameOf(node)];

    public bool IsInput(TypeNode node) =>
        types.TryGetValue(NameOf(node), out var type) && type is InputObjectTypeDefinition;

    public bool IsEnum(TypeNode node) => types.TryGetValue(NameOf(node), out var type) && type is EnumTypeDefinition;

    public static string NameOf(TypeNode node) => node switch
    {
        NonNullTypeNode some => NameOf(some.Inner),
        ListTypeNode list => NameOf(list.Item),
        NamedTypeNode named => named.Name,
        _ => throw new InvalidOperationException($"{node} is no type."),
    };

    /// <summary>Whether something of it must be asked for.</summary>
    public bool HasSelection(TypeNode node) => types.TryGetValue(NameOf(node), out var type)
        && type is ObjectTypeDefinition or InterfaceTypeDefinition or UnionTypeDefinition;

    private static bool IsKeyOf(ObjectTypeDefinition type, string field) => Open.Contains(type.Name.Value)
        && type.Directives.Any(d => d.DirectiveName == "join__type" && KeyOf(d) == field);

    private static bool Has(Directive directive, string argument) =>
        directive.Arguments.Any(given => given.ArgumentName == argument);

    private static string? KeyOf(Directive directive) =>
        (directive.Arguments.FirstOrDefault(given => given.ArgumentName == "key")?.Value as StringValue)?.Text;
}
