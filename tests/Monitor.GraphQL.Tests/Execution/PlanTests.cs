using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>What is found once for a document, and what is found for each request.</summary>
public sealed class PlanTests
{
    private const string Sdl = """
        type Query {
          echo(x: In = { a: 1 }, list: [Int!] = [1, 2], any: Any, one: One, id: ID): Any
          rows: [Row!]!
        }
        type Row { id: Int! }
        input In { a: Int b: [String!] = ["d"] }
        input One @oneOf { a: Int b: String }
        scalar Any
        """;

    private static readonly ExecutableSchema Schema = Run.Bind(Sdl, binder => binder
        .Type<Row>("Row")
        .Root<IReadOnlyList<Row>>("Query.rows", (_, _) => new([new Row(1)]))
        .Root<object?>("Query.echo", (context, _) => new(new Dictionary<string, object?>
        {
            ["x"] = Plain(context.Argument<object?>("x")),
            ["list"] = context.Argument<object?>("list"),
            ["any"] = context.Argument<object?>("any"),
            ["one"] = Plain(context.Argument<object?>("one")),
        })));

    [Theory]
    // Literals and defaults are the same for all requests.
    [InlineData(
        "{ echo }",
        """{}""",
        """{"x":{"a":1,"b":["d"]},"list":[1,2],"any":null,"one":null}""")]
    [InlineData(
        "{ echo(x: { b: [] }, list: 3, any: [1, {k: RED}], one: {b: \"y\"}) }",
        """{}""",
        """{"x":{"b":[]},"list":[3],"any":[1,{"k":"RED"}],"one":{"b":"y"}}""")]
    // Variables are not, wherever they stand; one without a value leaves its argument or field to the default.
    [InlineData(
        "query ($v: Int) { echo(x: { a: $v }, any: {deep: [$v]}) }",
        """{"v":7}""",
        """{"x":{"a":7,"b":["d"]},"list":[1,2],"any":{"deep":[7]},"one":null}""")]
    [InlineData(
        "query ($v: Int, $x: In) { echo(x: $x, any: {a: $v, deep: [$v]}) }",
        """{}""",
        """{"x":{"a":1,"b":["d"]},"list":[1,2],"any":{"deep":[null]},"one":null}""")]
    // A scalar of one's own receives a variable as the client sent it, not with its type's defaults.
    [InlineData(
        "query ($x: In!, $id: ID!) { echo(x: $x, any: {x: $x, id: $id}) }",
        """{"x":{"a":2},"id":"42"}""",
        """{"x":{"a":2,"b":["d"]},"list":[1,2],"any":{"x":{"a":2},"id":42},"one":null}""")]
    public async Task Arguments_are_the_requests_own(string query, string variables, string echoed)
    {
        var document = Parser.Parse(query);
        for (var time = 0; time < 3; time++)
        {
            var result = await ExecuteAsync(document, Run.FromJson(variables));

            Assert.Empty(result.Errors);
            Assert.Equal($$"""{"echo":{{echoed}}}""", Run.Data(result));
        }
    }

    [Fact]
    public async Task Two_operations_of_a_document_have_a_plan_each()
    {
        var document = Parser.Parse("query A { rows { id } } query B { rows { n: id __typename } }");

        Assert.Equal("""{"rows":[{"id":1}]}""", Run.Data(await ExecuteAsync(document, null, "A")));
        Assert.Equal("""{"rows":[{"n":1,"__typename":"Row"}]}""", Run.Data(await ExecuteAsync(document, null, "B")));
        Assert.Equal("""{"rows":[{"id":1}]}""", Run.Data(await ExecuteAsync(document, null, "A")));
    }

    [Theory]
    [InlineData(
        "query ($v: Int = 1) { echo(one: {a: $v}) }",
        """{"v":null}""",
        "echo: Argument \"Query.echo(one:)\" has invalid value: Expected variable \"$v\" provided to field \"a\" for"
        + " OneOf Input Object type \"One\" not to be null. [BAD_USER_INPUT] @1:33")]
    [InlineData(
        "query ($v: Int) { echo(one: {a: $v}) }",
        """{}""",
        "echo: Argument \"Query.echo(one:)\" has invalid value: Expected variable \"$v\" provided to field \"a\" for"
        + " OneOf Input Object type \"One\" to provide a runtime value. [BAD_USER_INPUT] @1:29")]
    [InlineData(
        "query ($v: Int = 1) { echo(list: [0, $v]) }",
        """{"v":null}""",
        "echo: Argument \"Query.echo(list:)\" has invalid value at [1]: Expected variable \"$v\" provided to non-null"
        + " type \"Int!\" not to be null. [BAD_USER_INPUT] @1:38")]
    public async Task An_argument_that_does_not_fit_is_told_each_time(string query, string variables, string error)
    {
        var document = Parser.Parse(query);
        for (var time = 0; time < 2; time++)
        {
            var result = await ExecuteAsync(document, Run.FromJson(variables));

            Assert.Equal([error], result.Errors.Select(Run.Show));
        }
    }

    [Fact]
    public async Task Fifty_faults_of_variables_are_enough()
    {
        var list = Enumerable.Repeat<object?>("x", 1_000).ToList();

        var result = await ExecuteAsync(
            Parser.Parse("query ($v: [Int!]) { echo(list: $v) }"), new() { ["v"] = list });

        Assert.False(result.IsExecuted);
        Assert.Equal(51, result.Errors.Count);
        Assert.Equal(
            "Variable \"$v\" has invalid value at [49]: Int cannot represent non-integer value: \"x\"",
            result.Errors[49].Message);
        Assert.Equal(
            ": Too many errors processing variables, error limit reached. Execution aborted. [BAD_USER_INPUT]",
            Run.Show(result.Errors[50]));
    }

    [Theory]
    [InlineData(true, ". Did you mean \"a\" or \"b\"? Found: { c: 1 }.")]
    [InlineData(false, ", found: { c: 1 }.")]
    public async Task Suggestions_can_be_switched_off(bool suggest, string end)
    {
        var request = new ExecutionRequest
        {
            Document = Parser.Parse("query ($x: In) { echo(x: $x) }"),
            Variables = Run.FromJson("""{"x":{"c":1}}"""),
            Suggest = suggest,
            Services = Run.NoServices.Instance,
        };

        var result = await new Executor(Schema).ExecuteAsync(request, CancellationToken.None);

        Assert.Equal(
            "Variable \"$x\" has invalid value: Expected value of type \"In\" not to include unknown field \"c\"" + end,
            Assert.Single(result.Errors).Message);
    }

    private static Task<ExecutionResult> ExecuteAsync(
        Document document, Dictionary<string, object?>? variables, string? operationName = null) =>
        new Executor(Schema).ExecuteAsync(
            new ExecutionRequest
            {
                Document = document,
                OperationName = operationName,
                Variables = variables,
                Services = Run.NoServices.Instance,
            },
            CancellationToken.None);

    private static object? Plain(object? value) => value is InputObject input
        ? input.Names.ToDictionary(name => name, name => Plain(input.Get<object?>(name)))
        : value;

    private sealed record Row(int Id);
}
