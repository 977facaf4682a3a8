using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>§6.4.3 CompleteValue of values that no CLR type describes, and what is said where none fits.</summary>
public sealed class DynamicValueTests
{
    private const string Sdl = """
        type Query {
          node: Node nodes: [Node] must: [[Node!]!] grid: [[Cat]] cats: [Cat!] int: Int ints: [Int!] id: ID
          float: Float yes: Boolean text: String colour: Colour any: Any mustAny: Any!
        }
        interface Node { name: String }
        type Cat implements Node { name: String! cat: Cat }
        type Dog implements Node { name: String }
        type Owl { name: String }
        enum Colour { RED }
        scalar Any
        """;

    [Theory]
    // Objects of several types, and nulls between them, stand where they belong.
    [InlineData(
        """{"nodes":[{"__typename":"Dog"},null,{"__typename":"Cat","name":"Tom"},{"__typename":"Dog","name":"Rex"}]}""",
        "{ nodes { __typename ... on Cat { cat { name } } name } }",
        """{"nodes":[{"__typename":"Dog","name":null},null,{"__typename":"Cat","cat":null,"name":"Tom"},"""
        + """{"__typename":"Dog","name":"Rex"}]}""")]
    [InlineData(
        """{"grid":[[{"name":"a"}],null,[null,{"name":"b"}],[]]}""",
        "{ grid { name } }",
        """{"grid":[[{"name":"a"}],null,[null,{"name":"b"}],[]]}""")]
    // Nulls move up through lists of lists, and say where they began.
    [InlineData(
        """{"must":[[{"__typename":"Cat","name":"a"}],[{"__typename":"Dog"},{"__typename":"Cat"}]]}""",
        "{ must { name ... on Cat { name } } }",
        """{"must":null}""",
        "must.1.1.name: Cannot return null for non-nullable field Cat.name.")]
    [InlineData(
        """{"grid":[[{}],[null,null,null]]}""",
        "{ grid { name } }",
        """{"grid":[[null],[null,null,null]]}""",
        "grid.0.0.name: Cannot return null for non-nullable field Cat.name.")]
    [InlineData(
        """{"cats":[{"name":"a","cat":{"name":"b","cat":{}}},{"name":"c"}]}""",
        "{ cats { name cat { cat { name } name } } }",
        """{"cats":[{"name":"a","cat":{"cat":null,"name":"b"}},{"name":"c","cat":null}]}""",
        "cats.0.cat.cat.name: Cannot return null for non-nullable field Cat.name.")]
    // What is no list, and no type.
    [InlineData(
        """{"ints":1,"cats":{"name":"a"},"grid":["x"]}""",
        "{ ints cats { name } grid { name } }",
        """{"ints":null,"cats":null,"grid":[null]}""",
        "ints: Expected Iterable, but did not find one for field \"Query.ints\".",
        "cats: Expected Iterable, but did not find one for field \"Query.cats\".",
        "grid.0: Expected Iterable, but did not find one for field \"Query.grid\".")]
    [InlineData(
        """{"nodes":[{},{"__typename":"Bird"},{"__typename":"Owl"},{"__typename":"Node"}]}""",
        "{ nodes { name } }",
        """{"nodes":[null,null,null,null]}""",
        "nodes.0: Abstract type \"Node\" must resolve to an Object type at runtime for field \"Query.nodes\". Either"
        + " the \"Node\" type should provide a \"resolveType\" function or each possible type should provide an"
        + " \"isTypeOf\" function.",
        "nodes.1: Abstract type \"Node\" was resolved to a type \"Bird\" that does not exist inside the schema.",
        "nodes.2: Runtime Object type \"Owl\" is not a possible type for \"Node\".",
        "nodes.3: Abstract type \"Node\" was resolved to a non-object type \"Node\".")]
    // Leaves that do not fit.
    [InlineData(
        """{"int":1.5,"ints":[1,3000000000],"id":1.5,"float":"x","yes":"no","text":{"a":[1]},"colour":"BLUE"}""",
        "{ int ints id float yes text colour }",
        """{"int":null,"ints":null,"id":null,"float":null,"yes":null,"text":null,"colour":null}""",
        "int: Int cannot represent non-integer value: 1.5",
        "ints.1: Int cannot represent non 32-bit signed integer value: 3000000000",
        "id: ID cannot represent value: 1.5",
        "float: Float cannot represent non numeric value: \"x\"",
        "yes: Boolean cannot represent a non boolean value: \"no\"",
        "text: String cannot represent value: { a: [1] }",
        "colour: Enum \"Colour\" cannot represent value: \"BLUE\"")]
    [InlineData(
        """{"int":"7","id":7,"float":true,"yes":0,"text":1e21,"colour":"RED","any":{"a":[1e-7,null]}}""",
        "{ int id float yes text colour any }",
        """{"int":7,"id":"7","float":1,"yes":false,"text":"1e+21","colour":"RED","any":{"a":[1e-7,null]}}""")]
    [InlineData(
        """{"any":1}""",
        "{ any mustAny }",
        "null",
        "mustAny: Cannot return null for non-nullable field Query.mustAny.")]
    public async Task Values_are_completed_as_by_graphql_js(
        string rootValue, string query, string data, params string[] errors)
    {
        var result = await ExecuteAsync(query, Run.FromJson(rootValue));

        Assert.Equal(data, Run.Data(result));
        Assert.Equal(errors, result.Errors.Select(error => $"{string.Join('.', error.Path!)}: {error.Message}"));
    }

    [Fact]
    public async Task A_list_of_failures_is_cut_off()
    {
        var nameless = Enumerable.Range(0, 1_500).Select(_ => new Dictionary<string, object?>()).ToList();

        var result = await ExecuteAsync(
            "{ grid { name } }", new Dictionary<string, object?> { ["grid"] = new object?[] { nameless } });

        Assert.Equal(1_001, result.Errors.Count);
        Assert.Equal("grid.0.999.name", string.Join('.', result.Errors[999].Path!));
        Assert.Equal(": More errors were found; they are left out. [TOO_MANY_ERRORS]", Run.Show(result.Errors[1_000]));
    }

    [Fact]
    public async Task A_list_that_fails_while_it_is_read_fails_its_own_field()
    {
        static IEnumerable<object?> Broken()
        {
            yield return 1;
            throw new ClientException("BROKEN", "broken");
        }

        var result = await ExecuteAsync(
            "{ ints text }", new Dictionary<string, object?> { ["ints"] = Broken(), ["text"] = "fine" });

        Assert.Equal("""{"ints":null,"text":"fine"}""", Run.Data(result));
        Assert.Equal("ints: broken [BROKEN] @1:3", Run.Show(Assert.Single(result.Errors)));
    }

    private static Task<ExecutionResult> ExecuteAsync(string query, object? rootValue) =>
        new Executor(Schema()).ExecuteAsync(
            new ExecutionRequest
            {
                Document = Parser.Parse(query),
                RootValue = rootValue,
                Services = Run.NoServices.Instance,
                Explain = cause => new ClientException("EXPLAINED", cause.Message),
            },
            CancellationToken.None);

    private static ExecutableSchema Schema() => Run.Bind(Sdl, binder =>
    {
        binder.TypeOf(value => (value as Dictionary<string, object?>)?.GetValueOrDefault("__typename") as string);
        const string query = "node nodes must grid cats int ints id float yes text colour any mustAny";
        string[] others = ["Cat.name", "Cat.cat", "Dog.name", "Owl.name"];
        foreach (var field in query.Split(' ').Select(name => $"Query.{name}").Concat(others))
        {
            binder.Field<object?, object?>(field, (parents, context, _) =>
                new([.. parents.Select(parent => Member(parent, context.FieldName))]));
        }
    });

    private static object? Member(object? parent, string name) =>
        (parent as Dictionary<string, object?>)?.GetValueOrDefault(name);
}
