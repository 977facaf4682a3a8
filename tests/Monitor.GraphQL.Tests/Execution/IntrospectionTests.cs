using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>§4: a schema tells about itself.</summary>
public sealed class IntrospectionTests
{
    private const string Sdl = """"
        schema { query: Root }
        type Root { node(in: In, limit: Int = 3, names: [String!] = ["x"]): Node! old: Int @deprecated(reason: "gone") }
        "Has an id" interface Node { id: ID! }
        type Leaf implements Node { id: ID! colour: Colour }
        union Any = Leaf
        enum Colour { RED @deprecated GREEN }
        input In @oneOf { a: Int b: Int @deprecated(reason: "use a") }
        scalar Url @specifiedBy(url: "https://example.nl/url")
        directive @mark(at: Int) repeatable on FIELD | QUERY
        """";

    [Theory]
    [InlineData(
        "{ __schema { queryType { name } mutationType { name } } __typename }",
        """{"__schema":{"queryType":{"name":"Root"},"mutationType":null},"__typename":"Root"}""")]
    [InlineData(
        """{ __type(name: "Root") { kind fields { name } } }""",
        """{"__type":{"kind":"OBJECT","fields":[{"name":"node"}]}}""")]
    [InlineData(
        """{ __type(name: "Root") { fields(includeDeprecated: true) { name isDeprecated deprecationReason } } }""",
        """{"__type":{"fields":[{"name":"node","isDeprecated":false,"deprecationReason":null},"""
        + """{"name":"old","isDeprecated":true,"deprecationReason":"gone"}]}}""")]
    [InlineData(
        """{ __type(name: "Root") { fields { args { name defaultValue """
        + "type { kind name ofType { kind ofType { name } } } } } } }",
        """{"__type":{"fields":[{"args":["""
        + """{"name":"in","defaultValue":null,"type":{"kind":"INPUT_OBJECT","name":"In","ofType":null}},"""
        + """{"name":"limit","defaultValue":"3","type":{"kind":"SCALAR","name":"Int","ofType":null}},"""
        + """{"name":"names","defaultValue":"[\"x\"]","type":{"kind":"LIST","name":null,"""
        + "\"" + """ofType":{"kind":"NON_NULL","ofType":{"name":"String"}}}}]}]}}""")]
    [InlineData(
        """{ __type(name: "Node") { kind description possibleTypes { name } interfaces { name } } }""",
        """{"__type":{"kind":"INTERFACE","description":"Has an id","possibleTypes":[{"name":"Leaf"}],"""
        + "\"" + """interfaces":[]}}""")]
    [InlineData(
        """{ __type(name: "Any") { kind possibleTypes { name } fields { name } } }""",
        """{"__type":{"kind":"UNION","possibleTypes":[{"name":"Leaf"}],"fields":null}}""")]
    [InlineData(
        """{ __type(name: "Colour") { enumValues { name } """
        + "all: enumValues(includeDeprecated: true) { name deprecationReason } } }",
        """{"__type":{"enumValues":[{"name":"GREEN"}],"all":[{"name":"RED","""
        + "\"" + """deprecationReason":"No longer supported"},{"name":"GREEN","deprecationReason":null}]}}""")]
    [InlineData(
        """{ __type(name: "In") { isOneOf inputFields { name } """
        + "all: inputFields(includeDeprecated: true) { name } } }",
        """{"__type":{"isOneOf":true,"inputFields":[{"name":"a"}],"all":[{"name":"a"},{"name":"b"}]}}""")]
    [InlineData(
        """{ __type(name: "Url") { kind specifiedByURL isOneOf } }""",
        """{"__type":{"kind":"SCALAR","specifiedByURL":"https://example.nl/url","isOneOf":null}}""")]
    [InlineData("""{ __type(name: "Nothing") { kind } }""", """{"__type":null}""")]
    public async Task A_schema_tells(string query, string data) =>
        Assert.Equal(data, await Run.DataAsync(Schema(), query));

    [Fact]
    public async Task Directives_tell_where_they_may_stand()
    {
        var data = await Run.DataAsync(
            Schema(), "{ __schema { directives { name isRepeatable locations args { name } } } }");

        Assert.Contains(
            """{"name":"mark","isRepeatable":true,"locations":["FIELD","QUERY"],"args":[{"name":"at"}]}""",
            data,
            StringComparison.Ordinal);
        Assert.Contains("""{"name":"skip","isRepeatable":false""", data, StringComparison.Ordinal);
    }

    private static ExecutableSchema Schema() => Run.Bind(Sdl, binder => binder
        .Type<Leaf>("Leaf")
        .Root("Root.node", (_, _) => ValueTask.FromResult(new Leaf("1", "RED")))
        .Root<int?>("Root.old", (_, _) => new(1)));

    private sealed record Leaf(string Id, string Colour);
}
