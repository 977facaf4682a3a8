using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>What does not fit is found before anything runs: every fault in one message.</summary>
public sealed class BindingTests
{
    private enum Kind
    {
        One,
        Two,
    }

    [Fact]
    public void Every_fault_is_listed()
    {
        const string sdl = """
            type Query { town: Town towns: [Town!]! kind: OneOnly lost: Int id: ID! }
            type Mutation { rename: Town }
            union _Entity = Town
            type Town {
              code: ID!
              name: String!
              size: Int!
              streets(first: Int): [String!]
              mayor: String
              since: Int!
            }
            type Unbound { x: Int }
            enum OneOnly { ONE }
            """;

        var fault = Assert.Throws<BindingException>(() => Run.Bind(sdl, binder => binder
            .Type<Town>("Town")
            .Type<Town>("Village")
            .Root<Town?>("Query.town", (_, _) => default)
            .Root<Town>("Query.towns", (_, _) => default)
            .Root<Kind?>("Query.kind", (_, _) => default)
            .Root<bool>("Query.id", (_, _) => default)
            .Field<Town, Town?>("Mutation.rename", (_, _, _) => default)
            .Root<string?>("Town.mayor", (_, _) => default)
            .Field<Town, int?>("Town.since", (_, _, _) => default)
            .Field<Town, int?>("Town.sinse", (_, _, _) => default)
            .Root<Town?>("Query.town", (_, _) => default)));

        Assert.Equal(
            [
                "Query.town is bound more than once.",
                "Village is bound as an object type, but the schema has no such type.",
                "Town.sinse has a resolver, but the schema has no such field of an object type.",
                "Town is an entity, but no entity resolver finds it.",
                "Query.towns: Town is not a list, [Town!]! is.",
                "Query.kind: enum OneOnly has no value for Kind.Two.",
                "Query.lost has no resolver, and no type is bound to Query.",
                "Query.id: Boolean is no ID (that takes String, Guid, Int32, Int64).",
                "Mutation.rename is bound with Field, but Mutation is a root type: use Root.",
                "Town.size: Nullable<Int32> may be null, Int! may not.",
                "Town.streets has arguments, so it needs a resolver: a property cannot read them.",
                "Town.mayor is bound with Root, but Town is no root type: use Field.",
                "Town.since: Nullable<Int32> may be null, Int! may not.",
                "Unbound.x has no resolver, and no type is bound to Unbound.",
            ],
            fault.Faults);
        Assert.Contains("\n- Query.lost has no resolver", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_another_subgraph_owns_needs_no_resolver_and_is_refused_here()
    {
        const string sdl = """
            directive @external on FIELD_DEFINITION
            type Query { town: Town }
            type Town { code: ID! name: String! @external size: Size @external }
            type Size { inhabitants: Int! @external }
            """;
        var schema = Run.Bind(sdl, binder => binder
            .Type<ICoded>("Town")
            .Root<ICoded?>("Query.town", (_, _) => new(new Town("GM1", "Almelo", 1, []))));

        var refused = await Run.ExecuteAsync(schema, "{ town { size { inhabitants } } }");

        Assert.Equal("""{"town":{"code":"GM1"}}""", await Run.DataAsync(schema, "{ town { code } }"));
        Assert.Equal(
            "town.size: Ask the gateway for size: another subgraph has it. [OPERATION_NOT_SUPPORTED] @1:10",
            Run.Show(Assert.Single(refused.Errors)));
    }

    [Fact]
    public async Task A_field_may_be_made_of_what_others_answer()
    {
        var document = Parser.Parse("query ($code: ID!) { town(code: $code) { code name } }");
        var schema = Run.Bind(
            "type Query { town(code: ID!): Town sentence: String } type Town { code: ID! name: String! }",
            binder => binder
                .Type<INamed>("Town")
                .Root<INamed?>("Query.town", (context, _) =>
                    new(new Town(context.Argument<string>("code"), "Almelo", 1, [])))
                .Root<string?>("Query.sentence", async (context, cancellationToken) => Run.Data(
                    await context.AskAsync(
                        document, new Dictionary<string, object?> { ["code"] = "GM1" }, cancellationToken))));

        var answer = await Run.DataAsync(schema, "{ sentence }");

        Assert.Equal("""{"sentence":"{\"town\":{\"code\":\"GM1\",\"name\":\"Almelo\"}}"}""", answer);
    }

    [Fact]
    public async Task Properties_of_an_interface_and_its_bases_answer()
    {
        var schema = Run.Bind("type Query { town: Town } type Town { code: ID! name: String! }", binder => binder
            .Type<INamed>("Town")
            .Root<INamed?>("Query.town", (_, _) => new(new Town("GM1", "Almelo", 1, []))));

        Assert.Equal(
            """{"town":{"code":"GM1","name":"Almelo"}}""", await Run.DataAsync(schema, "{ town { code name } }"));
    }

    [Fact]
    public async Task Scalars_of_the_engine_and_of_the_service_are_written()
    {
        const string sdl = """
            type Query { at: DateTime day: Date id: ID points: Float upper: Upper }
            scalar DateTime scalar Date scalar Upper
            """;
        var schema = Run.Bind(sdl, binder => binder
            .Scalar("Upper", new UpperCoercion())
            .Root<DateTimeOffset?>("Query.at", (_, _) => new(new DateTimeOffset(2017, 10, 31, 12, 0, 0, TimeSpan.Zero)))
            .Root<DateOnly?>("Query.day", (_, _) => new(new DateOnly(2017, 10, 31)))
            .Root<Guid?>("Query.id", (_, _) => new(Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff")))
            .Root<decimal?>("Query.points", (_, _) => new(12.50m))
            .Root<string?>("Query.upper", (_, _) => new("a")));

        Assert.Equal(
            """{"at":"2017-10-31T12:00:00Z","day":"2017-10-31","id":"6f9619ff-8b86-d011-b42d-00cf4fc964ff","""
            + "\"" + """points":12.5,"upper":"A"}""",
            await Run.DataAsync(schema, "{ at day id points upper }"));
    }

    private interface ICoded
    {
        string Code { get; }
    }

    private interface INamed : ICoded
    {
        string Name { get; }
    }

    private sealed record Town(string Code, string Name, int? Size, IReadOnlyList<string> Streets) : INamed;

    private sealed class UpperCoercion : ScalarCoercion
    {
        public override object? Serialize(object value) => ((string)value).ToUpperInvariant();

        public override object? ParseValue(object value) => value;

        public override object? ParseLiteral(Value literal) => null;
    }
}
