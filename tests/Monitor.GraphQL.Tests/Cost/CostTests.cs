using System.Text.Json;
using Monitor.GraphQL.Cost;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Tests.Cost;

/// <summary>GraphQL Cost Directives (IBM): what operations may cost, what they did cost, what is refused.</summary>
public sealed class CostTests
{
    private const string Directives = """
        directive @cost(weight: String!) on
          ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
        directive @listSize(
          assumedSize: Int, slicingArguments: [String!], sizedFields: [String!],
          requireOneSlicingArgument: Boolean = true
        ) on FIELD_DEFINITION

        """;

    private const string Films = Directives + """
        directive @approx(tolerance: Float! @cost(weight: "-1.0")) on FIELD
        type Query {
          user: User
          users(max: Int): [User] @listSize(slicingArguments: ["max"])
          page(first: Int = 20, last: Int): [User] @listSize(slicingArguments: ["first", "last"])
          films(first: Int, after: ID, last: Int, before: ID): FilmConnection
            @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"])
          anyFilms(first: Int): FilmConnection
            @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
          backed(first: Int): [User]
            @listSize(assumedSize: 7, slicingArguments: ["first"], requireOneSlicingArgument: false)
          top(filter: Filter @cost(weight: "15.0")): [String] @cost(weight: "5.0") @listSize(assumedSize: 10)
          popular(approx: Approximate @cost(weight: "-3.0"), very: Boolean @cost(weight: "-30")): Film
            @cost(weight: "5.0")
          search: [Found] @listSize(assumedSize: 2)
          unknown: [User]
          table: [[User]] @listSize(assumedSize: 3)
        }
        type Mutation { save(all: [Filter!]): Int }
        enum Approximate { YES }
        input Filter { approx: Approximate @cost(weight: "-12.0") name: String in: Filter }
        type User { name: String age: Int @cost(weight: "2.0") friend: User friends: [User] @listSize(assumedSize: 5) }
        type FilmConnection { edges: [FilmEdge] pageInfo: PageInfo nodes: [Film] }
        type FilmEdge { cursor: ID node: Film }
        type PageInfo { more: Boolean }
        interface Named { name: String cast: [User] @listSize(assumedSize: 4) }
        type Film implements Named @cost(weight: "3.5") {
          name: String cast: [User] poster: Image length: Int @cost(weight: "4")
        }
        type Serial implements Named { name: String @cost(weight: "9") cast: [User] @listSize(assumedSize: 100) }
        union Found = Film | Serial | User
        scalar Image @cost(weight: "0.5")
        """;

    private static readonly GraphQLSchema Schema = SchemaBuilder.Build(Films);

    [Theory]
    // The specification's own examples: §3, §5.3.2.2.
    [InlineData("{ users(max: 5) { age } }", 11, 6)]
    [InlineData("{ top }", 5, 1)]
    [InlineData("{ top(filter: {}) }", 20, 1)]
    [InlineData("{ top(filter: { approx: YES }) }", 8, 1)]
    [InlineData("{ popular { name } }", 5, 4.5)]
    [InlineData("{ popular(approx: YES) { name } }", 2, 4.5)]
    [InlineData("{ popular @approx(tolerance: 0.5) { name } }", 4, 4.5)]
    // Nothing costs less than nothing.
    [InlineData("{ popular(very: true) { name } }", 0, 4.5)]
    // Leaves come with their object, objects cost one and one type.
    [InlineData("{ __typename }", 0, 1)]
    [InlineData("{ user { name } }", 1, 2)]
    [InlineData("{ user { friend { friend { name } } } }", 3, 4)]
    [InlineData("{ unknown { friends { name } } }", 1 + 10, 1 + 10 + (10 * 5))]
    [InlineData("{ table { name } }", 1, 1 + (3 * 10))]
    // A connection's own lists have the size; nodes is not named, so nothing is known of it.
    [InlineData("{ films(first: 8) { edges { node { name } } pageInfo { more } } }", 1 + 1 + 8 + 1, 1 + 1 + 8 + 28 + 1)]
    [InlineData("{ films(last: 8) { nodes { name } } }", 2, 1 + 1 + 35)]
    [InlineData("{ anyFilms { edges { cursor } } }", 2, 1 + 1 + 10)]
    // §8.2: a default counts as given; of several the largest counts. §9.2.4: a backup is for when none is given.
    [InlineData("{ page { name } }", 1, 21)]
    [InlineData("{ page(first: 3) { name } }", 1, 4)]
    [InlineData("{ backed { name } }", 1, 8)]
    [InlineData("{ backed(first: 2) { name } }", 1, 3)]
    [InlineData("{ backed(first: null) { name } }", 1, 8)]
    // Of an abstract type the dearest counts, for each cost by itself: field by Serial, type by Film.
    [InlineData("{ search { ... on Film { poster } ... on Serial { name } } }", 1 + (2 * 9), 1 + (2 * 4))]
    [InlineData("{ search { ... on Named { cast { name } } } }", 1 + (2 * 1), 1 + (2 * 101))]
    [InlineData("{ search { ... on Film { cast { name } } } }", 1 + (2 * 1), 1 + (2 * (3.5 + 4)))]
    // One response name is one field, however often and wherever it is asked.
    [InlineData("{ user { friend { name } } user { friend { age } ...F } } fragment F on User { friend { age } }",
        1 + 1 + 2, 3)]
    [InlineData("{ a: user { name } b: user { name } }", 2, 3)]
    // What is switched off costs nothing.
    [InlineData("{ user { age @skip(if: true) friend @include(if: false) { age } } }", 1, 2)]
    [InlineData("{ user @include(if: true) { name } }", 1, 2)]
    // Introspection does not depend on data.
    [InlineData("{ __schema { types { fields { name } } } }", 1, 2)]
    // Input objects: the argument, and each field used in it.
    [InlineData("mutation { save(all: [{ name: \"a\" }, { approx: YES, in: { in: {} } }]) }", 0, 1)]
    [InlineData("mutation { save(all: [{ in: { in: {} } }, { in: { } }]) }", 1 + 2 + 1, 1)]
    public void An_operation_is_estimated_by_the_specification(string document, double field, double type) =>
        Assert.Equal(new OperationCost(field, type), Estimate(document).Cost);

    [Theory]
    [InlineData("{}", 1, 1 + 20)]
    [InlineData("""{ "n": 5, "f": true }""", 1 + 5, 1 + 5 + 5)]
    [InlineData("""{ "n": 5.0 }""", 1, 1 + 5)]
    [InlineData("""{ "n": 1e2, "f": false }""", 1, 101)]
    [InlineData("""{ "n": null, "f": true }""", 1 + 10, 1 + 10 + 10)]
    public void Variables_count_by_their_values(string variables, double field, double type) => Assert.Equal(
        new OperationCost(field, type),
        Estimate(
            "query($n: Int = 20, $f: Boolean = false) { users(max: $n) { name friend @include(if: $f) { name } } }",
            variables,
            refused: variables.Contains("null", StringComparison.Ordinal)).Cost);

    [Fact]
    public void Input_objects_in_variables_count_by_what_is_in_them()
    {
        const string query = "mutation($all: [Filter!]) { save(all: $all) }";

        Assert.Equal(0, Estimate(query).Cost.FieldCost);
        Assert.Equal(1, Estimate(query, """{ "all": [] }""").Cost.FieldCost);
        Assert.Equal(3, Estimate(query, """{ "all": [{ "in": { "in": {} } }] }""").Cost.FieldCost);
    }

    [Fact]
    public void An_estimate_is_made_once_for_the_values_that_decide()
    {
        var model = new CostModel(Schema, new CostOptions());
        var document = Parser.Parse("query($n: Int, $f: Filter) { users(max: $n) { name } }");
        var operation = (OperationDefinition)document.Definitions[0];
        var plain = Parser.Parse("query($n: Int) { users(max: $n) { name } }");
        var simple = (OperationDefinition)plain.Definitions[0];

        Assert.Same(model.Estimate(plain, simple, With("n", 5)), model.Estimate(plain, simple, With("n", 5)));
        Assert.NotSame(model.Estimate(plain, simple, With("n", 5)), model.Estimate(plain, simple, With("n", 6)));
        Assert.NotSame(
            model.Estimate(document, operation, With("n", 5)), model.Estimate(document, operation, With("n", 5)));

        static Dictionary<string, object?> With(string name, object? value) => new() { [name] = value };
    }

    [Theory]
    [InlineData("{ users(max: 1000) { name } }", "{}", null)]
    [InlineData("{ users(max: 1001) { name } }", "{}", "LIST_TOO_LONG")]
    [InlineData("query($n: Int) { users(max: $n) { name } }", """{ "n": 2147483647 }""", "LIST_TOO_LONG")]
    [InlineData("query($n: Int = 2147483647) { users(max: $n) { name } }", "{}", "LIST_TOO_LONG")]
    [InlineData("{ users(max: -1) { name } }", "{}", "BAD_USER_INPUT")]
    [InlineData("{ users(max: 0) { name } }", "{}", null)]
    // §8.4: exactly one, by default.
    [InlineData("{ users { name } }", "{}", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ films { edges { cursor } } }", "{}", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ films(first: 1, last: 1) { edges { cursor } } }", "{}", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ films(first: 1, last: null) { edges { cursor } } }", "{}", null)]
    [InlineData("query($n: Int) { films(first: 1, last: $n) { edges { cursor } } }", "{}", null)]
    [InlineData("{ page { name } }", "{}", null)]
    [InlineData("{ page(last: 3) { name } }", "{}", null)]
    [InlineData("{ page(first: 2, last: 3) { name } }", "{}", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ anyFilms { edges { cursor } } }", "{}", null)]
    // Cost, of either kind.
    [InlineData("{ users(max: 1000) { friends { name } } }", "{}", null)]
    [InlineData("{ users(max: 1000) { friends { friends { name } } } }", "{}", "COST_TOO_HIGH")]
    [InlineData("{ users(max: 1000) { age a: age b: age c: age d: age e: age f: age g: age h: age i: age } }", "{}",
        "COST_TOO_HIGH")]
    public void What_is_too_much_is_refused(string query, string variables, string? code)
    {
        var errors = Estimate(query, variables, refused: true).Errors;

        Assert.Equal(code is null ? [] : [code], errors.Select(error => (string)error.Extensions!["code"]!));
        Assert.All(errors, error => Assert.NotEmpty(error.Locations!));
    }

    [Fact]
    public void A_limit_is_named_only_where_it_may_be()
    {
        Assert.Equal(
            "The operation may cost at most 4; it is estimated at 6: ask for smaller pages, or for less at once.",
            MessageOf("{ users(max: 5) { name } }", new CostOptions { MaxCost = 4 }));
        Assert.Equal(
            "The operation costs too much: ask for smaller pages, or for less at once.",
            MessageOf("{ users(max: 5) { name } }", new CostOptions { MaxCost = 4, ExposeLimits = false }));
        Assert.Equal(
            "The argument \"max\" may ask for at most 1000 items.",
            MessageOf("{ users(max: 2000) { name } }", new CostOptions()));
        Assert.Equal(
            "The argument \"max\" asks for too many items.",
            MessageOf("{ users(max: 2000) { name } }", new CostOptions { ExposeLimits = false }));
    }

    [Theory]
    // §3: three users came where five might have.
    [InlineData("{ users(max: 5) { age } }", """{ "users": [{ "age": 33 }, { "age": 45 }, { "age": 27 }] }""", 7, 4)]
    [InlineData("{ users(max: 5) { age } }", """{ "users": null }""", 1, 1)]
    [InlineData("{ users(max: 5) { age } }", """{ "users": [null, { "age": null }] }""", 3, 2)]
    [InlineData("{ top(filter: {}) }", """{ "top": ["a", "b"] }""", 20, 1)]
    [InlineData("{ search { __typename ... on Film { poster } ... on Serial { name } } }",
        """{ "search": [{ "__typename": "Film", "poster": 1 }, { "__typename": "Serial", "name": "x" }] }""",
        1 + 9, 1 + 3.5 + 0.5 + 1)]
    [InlineData("{ search { ... on Film { poster } ... on Serial { name } } }",
        """{ "search": [{ "name": "x" }, { "poster": 1 }, {}] }""", 1 + 9, 1 + 1 + 3.5 + 0.5 + 1)]
    public void An_answer_is_measured_by_what_is_in_it(string query, string data, double field, double type)
    {
        var document = Parse(query);
        using var json = JsonDocument.Parse(data);

        var cost = new CostModel(Schema, new CostOptions())
            .Measure(document, (OperationDefinition)document.Definitions[0], null, json.RootElement);

        Assert.Equal(new OperationCost(field, type), cost);
    }

    [Fact]
    public void An_estimate_that_would_take_too_long_is_a_refusal()
    {
        // Each type at each level chooses which fields are merged below: 5 types on 14 levels are 6 billion ways.
        var types = string.Concat(Enumerable.Range(0, 5).Select(i => $"type T{i} implements N {{ n: N x: Int }} "));
        var schema = SchemaBuilder.Build($"type Query {{ n: N }} interface N {{ n: N x: Int }} {types}");
        var chains = Enumerable.Range(0, 5).Select(i => Enumerable.Range(0, 14)
            .Select(above => (Above: above, Below: 14 - above))
            .Select(at =>
                $"{Levels(at.Above)} ... on T{i} {{ {Levels(at.Below)} x {Ends(at.Below)} }} {Ends(at.Above)}"));
        var document = Parser.Parse($"{{ n {{ {string.Join(' ', chains.SelectMany(chain => chain))} }} }}");
        Assert.Empty(Validator.Validate(schema, document));

        var estimate = new CostModel(schema, new CostOptions())
            .Estimate(document, (OperationDefinition)document.Definitions[0], null);

        Assert.Equal("COST_TOO_HIGH", Assert.Single(estimate.Errors).Extensions!["code"]);

        static string Levels(int count) => string.Concat(Enumerable.Repeat("n { ", count));
        static string Ends(int count) => string.Concat(Enumerable.Repeat("} ", count));
    }

    [Theory]
    [InlineData("extend schema"
        + " @link(url: \"https://specs.apollo.dev/federation/v2.9\", import: [\"@cost\", \"@listSize\"])",
        "cost", "listSize")]
    [InlineData("extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\", import: [\"@key\"])",
        "federation__cost", "federation__listSize")]
    [InlineData("extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\","
        + " import: [{ name: \"@cost\", as: \"@price\" }, { name: \"@listSize\", as: \"@long\" }])", "price", "long")]
    [InlineData("schema @link(url: \"https://specs.apollo.dev/cost/v0.1\", import: [\"@cost\"]) { query: Query }",
        "cost", "cost__listSize")]
    [InlineData("extend schema @link(url: \"https://specs.apollo.dev/federation/v2.7\", import: [\"@key\"])",
        "cost", "listSize")]
    public void Links_may_name_the_directives_otherwise(string link, string cost, string listSize)
    {
        var schema = SchemaBuilder.Build($$"""
            {{link}}
            directive @link(url: String!, import: [Import]) repeatable on SCHEMA
            scalar Import
            directive @{{cost}}(weight: Int!) on FIELD_DEFINITION
            directive @{{listSize}}(assumedSize: Int) on FIELD_DEFINITION
            type Query { users: [User] @{{cost}}(weight: 7) @{{listSize}}(assumedSize: 3) }
            type User { name: String }
            """);
        var document = Parser.Parse("{ users { name } }");

        var estimate = new CostModel(schema, new CostOptions())
            .Estimate(document, (OperationDefinition)document.Definitions[0], null);

        Assert.Equal(new OperationCost(7, 4), estimate.Cost);
    }

    [Theory]
    [InlineData("type Query { a: Int @cost(weight: \"much\") }", "The weight of @cost on Query.a must be a number.")]
    [InlineData("type Query { a(b: Int @cost(weight: \"\")): Int }",
        "The weight of @cost on Query.a.b must be a number.")]
    [InlineData("type Query { a: I } interface I { b: Int @cost(weight: \"2\") } type T implements I { b: Int }",
        "@cost cannot stand on I.b: it is a field of an interface.")]
    [InlineData("type Query { a: Int @listSize(assumedSize: 2) }",
        "@listSize on Query.a needs a field of a list, or sizedFields.")]
    [InlineData("type Query { a: T @listSize(assumedSize: 2, sizedFields: [\"x\", \"y\"]) } type T { x: [Int] y: Int }",
        "@listSize on Query.a names \"y\" in sizedFields, which is no list of T.")]
    [InlineData("type Query { a(n: String): [Int] @listSize(slicingArguments: [\"n\"]) }",
        "@listSize on Query.a names \"n\" in slicingArguments, which is no argument of type Int.")]
    [InlineData("type Query { a(n: Int): [Int] @listSize(assumedSize: 2, slicingArguments: [\"n\"]) }",
        "@listSize on Query.a has both assumedSize and slicingArguments: set requireOneSlicingArgument to false, and"
        + " give the arguments no default.")]
    public void Directives_that_make_no_sense_are_faults_of_the_schema(string sdl, string fault)
    {
        var schema = SchemaBuilder.Build(Directives + sdl);

        var faults = Assert.Throws<SchemaException>(() => CostDirectiveRules.Check(schema)).Faults;

        Assert.Equal(fault, Assert.Single(faults).Message);
    }

    [Fact]
    public void Directives_as_the_specification_shows_them_are_sound() => CostDirectiveRules.Check(Schema);

    private static CostEstimate Estimate(string query, string variables = "{}", bool refused = false)
    {
        var document = Parse(query);
        var estimate = new CostModel(Schema, new CostOptions()).Estimate(
            document, (OperationDefinition)document.Definitions[0], Variables(variables));
        Assert.True(refused || estimate.Errors.Count == 0, string.Join("; ", estimate.Errors.Select(e => e.Message)));
        return estimate;
    }

    private static string MessageOf(string query, CostOptions options)
    {
        var document = Parse(query);
        return Assert.Single(new CostModel(Schema, options)
            .Estimate(document, (OperationDefinition)document.Definitions[0], null).Errors).Message;
    }

    private static Document Parse(string query)
    {
        var document = Parser.Parse(query);
        Assert.Empty(Validator.Validate(Schema, document));
        return document;
    }

    private static Dictionary<string, object?> Variables(string json) =>
        (Dictionary<string, object?>)Read(JsonDocument.Parse(json).RootElement)!;

    private static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(field => field.Name, field => Read(field.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.Number => element.TryGetInt32(out var number) ? number : (object)element.GetDecimal(),
        JsonValueKind.True or JsonValueKind.False => element.GetBoolean(),
        JsonValueKind.String => element.GetString(),
        _ => null,
    };
}
