using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Schema;
using Monitor.Testing;

namespace Monitor.GraphQL.Benchmarks.Engine;

/// <summary>All that is measured, and what graphql-js needs for it.</summary>
/// <remarks>
/// Documents are parsed and held against the supergraph, the largest schema that there is here; execution has a schema
/// of its own with plain values in memory.
/// </remarks>
internal sealed class Works
{
    private const string Supergraph = "supergraph";
    private const string Execution = "execution";

    private static readonly string Folder =
        Path.Combine(Repository.Root, "tests", "Monitor.GraphQL.Benchmarks", "Engine", "Documents");

    private static readonly Dictionary<string, string> SchemaFiles = new()
    {
        [Supergraph] = Path.Combine(Repository.Root, "gateway", "supergraph.graphql"),
        [Execution] = FileOf(Execution),
    };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 128,   // the tree
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    private readonly IReadOnlyList<Item> items = Item.List(1_000);
    private readonly IReadOnlyList<Node> tree = Node.Forest(levels: 10, branches: 2);

    public Works()
    {
        var supergraph = File.ReadAllText(SchemaFiles[Supergraph]);
        var wide = SchemaBuilder.Build(supergraph);
        var small = Text("small");
        var large = Text("hundred-fields");
        var introspection = Text("introspection");
        var executable = Executable();
        All =
        [
            new ParseWork("a small query", small),
            new ParseWork("100 fields and fragments", large),
            new ParseWork("the introspection query", introspection),
            new ParseWork("the supergraph's SDL", supergraph),
            new ValidateWork("a small query", wide, Supergraph, small),
            new ValidateWork("100 fields and fragments", wide, Supergraph, large),
            new ValidateWork("the introspection query", wide, Supergraph, introspection),
            new ExecuteWork("the introspection query", Inert(wide), Supergraph, introspection),
            new ExecuteWork("1,000 objects of 10 fields", executable, Execution, Text("items")),
            new ExecuteWork("2,046 objects on 10 levels", executable, Execution, Text("tree")),
            new ExecuteWork("1,000 representations", executable, Execution, Text("entities"))
            {
                Variables = new Dictionary<string, object?> { ["representations"] = Representations() },
            },
        ];
    }

    public IReadOnlyList<Work> All { get; }

    /// <summary>What graphql-js is told before anything runs.</summary>
    public string Load => JsonSerializer.Serialize(
        new
        {
            Do = "load",
            Works = All.Select(work => work.Reference),
            Schemas = SchemaFiles,
            RootValues = new Dictionary<string, object?>
            {
                [Supergraph] = null,
                [Execution] = new { Items = items, Tree = tree },
            },
        },
        Json);

    private static string FileOf(string name) => Path.Combine(Folder, $"{name}.graphql");

    private static string Text(string name) => File.ReadAllText(FileOf(name));

    private ExecutableSchema Executable()
    {
        var byId = items.ToDictionary(item => item.Id);
        return ExecutableSchema.Build(SchemaBuilder.Build(Text(Execution)), binder => binder
            .Type<Item>("Item")
            .Type<Node>("Node")
            .Root<IReadOnlyList<Item>>("Query.items", (_, _) => new(items))
            .Root<IReadOnlyList<Node>>("Query.tree", (_, _) => new(tree))
            .Entity<Item?>("Item", (asked, _, _) =>
            {
                var found = new Item?[asked.Count];
                for (var i = 0; i < found.Length; i++)
                {
                    found[i] = byId.GetValueOrDefault(asked[i].Get("id"));
                }

                return new(found);
            }));
    }

    /// <summary>A schema whose own fields nobody asks for.</summary>
    private static ExecutableSchema Inert(GraphQLSchema schema) => ExecutableSchema.Build(schema, binder =>
    {
        foreach (var type in schema.Types.Values.OfType<ObjectType>().Where(type => !type.Name.StartsWith("__")))
        {
            foreach (var field in type.Fields.Keys)
            {
                var coordinate = $"{type.Name}.{field}";
                if (type == schema.QueryType || type == schema.MutationType)
                {
                    binder.Root<object?>(coordinate, (_, _) => new((object?)null));
                }
                else
                {
                    binder.Field<object, object?>(coordinate, (parents, _, _) => new(new object?[parents.Count]));
                }
            }
        }
    });

    private List<object?> Representations() =>
    [
        .. items.Select(item => new Dictionary<string, object?> { ["__typename"] = "Item", ["id"] = item.Id }),
    ];
}
