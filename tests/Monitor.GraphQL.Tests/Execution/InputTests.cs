using System.Text;
using System.Text.Json;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>§6.1.2 variables and §6.4.1 arguments: what resolvers receive, and what clients are told.</summary>
public sealed class InputTests
{
    private const string Sdl = """
        type Query {
          int(x: Int = 5): String
          list(x: [Int]): String
          nn(x: [Int!]!): String
          obj(x: In): String
          one(x: One): String
          en(x: E): String
          req(x: Int!): String
          id(x: ID): String
          fl(x: Float): String
          bo(x: Boolean): String
          st(x: String): String
          ll(x: [[Int]]): String
        }
        input In { a: Int! b: String = "d" c: [In!] }
        input One @oneOf { a: Int b: String }
        enum E { RED GREEN_BLUE }
        """;

    private const string Id = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";

    private static readonly string[] Fields =
        ["int", "list", "nn", "obj", "one", "en", "req", "id", "fl", "bo", "st", "ll"];

    private enum Colour
    {
        Red,
        GreenBlue,
    }

    public static IEnumerable<TheoryDataRow<string, string, string>> Cases()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Execution", "input-cases.txt");
        var blocks = File.ReadAllText(file).Split("\n\n").Skip(1);
        foreach (var block in blocks)
        {
            var lines = block.Trim('\n').Split('\n');
            yield return new TheoryDataRow<string, string, string>(
                lines[0], lines[1], string.Join('\n', lines.Skip(2).Select(line => line.Trim())));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Input_is_coerced_as_by_graphql_js(string document, string variables, string expected)
    {
        var result = await Run.ExecuteAsync(Echo(), document, Run.FromJson(variables));

        var shown = result.Errors.Select(ShowError).ToList();
        if (result.HasData && Echoed(result) is { Length: > 0 } echoed)
        {
            shown.Insert(0, "= " + echoed);
        }

        Assert.Equal(expected, string.Join('\n', shown));
        Assert.All(result.Errors, error => Assert.Equal("BAD_USER_INPUT", error.Extensions!["code"]));
    }

    [Fact]
    public async Task An_argument_becomes_the_type_that_the_resolver_asks_for()
    {
        var received = new List<object?>();
        const string sdl = """
            type Query { take(x: In, e: [E!], id: ID, f: Float, n: Int): Boolean }
            input In { a: Int! b: String = "d" c: [In!] }
            enum E { RED GREEN_BLUE }
            """;
        var schema = Run.Bind(sdl, binder => binder.Root("Query.take", (context, _) =>
        {
            received.Add(context.Argument<In>("x"));
            received.AddRange(context.Argument<IReadOnlyList<Colour>>("e").Cast<object>());
            received.Add(context.Argument<Guid>("id"));
            received.Add(context.Argument<decimal>("f"));
            received.Add(context.Argument<int?>("n"));
            received.Add(context.HasArgument("n"));
            return ValueTask.FromResult(true);
        }));

        await Run.DataAsync(
            schema,
            $$"""{ take(x: { a: 1, c: { a: 2, b: "x" } }, e: GREEN_BLUE, id: "{{Id}}", f: 1.5) }""");

        var input = Assert.IsType<In>(received[0]);
        Assert.Equal((1, "d"), (input.A, input.B));
        Assert.Equal(new In(2, "x", null), Assert.Single(input.C!));
        Assert.Equal(
            [Colour.GreenBlue, Guid.Parse(Id), 1.5m, null, false], received.Skip(1));
    }

    private static ExecutableSchema Echo() => Run.Bind(Sdl, Bind);

    private static void Bind(Binder binder)
    {
        foreach (var field in Fields)
        {
            binder.Root<string?>($"Query.{field}", (context, _) => new(
                context.HasArgument("x") ? $$"""{"x":{{Json(context.Argument<object?>("x"))}}}""" : "{}"));
        }
    }

    private static string Json(object? value) => value switch
    {
        InputObject input =>
            "{" + string.Join(',', input.Names.Select(name => $"\"{name}\":{Json(input.Get<object?>(name))}")) + "}",
        IReadOnlyList<object?> list => "[" + string.Join(',', list.Select(Json)) + "]",
        _ => JsonSerializer.Serialize(value),
    };

    private static string Echoed(ExecutionResult result)
    {
        using var json = JsonDocument.Parse(Run.Data(result));
        var texts = json.RootElement.EnumerateObject().Select(field => field.Value.GetString());
        return string.Join(" | ", texts.Where(text => text is not null));
    }

    private static string ShowError(GraphQLError error)
    {
        var shown = new StringBuilder(error.Message).Append(' ');
        shown.AppendJoin(',', error.Locations!.Select(location => $"{location.Line}:{location.Column}"));
        return shown.Append(error.Path is { } path ? " " + string.Join(',', path) : "").ToString();
    }

    private sealed record In(int A, string? B, IReadOnlyList<In>? C);
}
