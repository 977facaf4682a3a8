using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>§3.13.1, §3.13.2: what variables decide, in a document whose plans are kept.</summary>
public sealed class ConditionTests
{
    private static readonly ExecutableSchema Schema = Run.Bind(
        "type Query { rows: [Row]! row: Row! a: Int b: Int } type Row { a: Int b: Int }",
        binder => binder
            .Type<Row>("Row")
            .Root<IReadOnlyList<Row>>("Query.rows", (_, _) => new([new Row(1, 2), new Row(3, 4)]))
            .Root("Query.row", (_, _) => ValueTask.FromResult(new Row(1, 2)))
            .Root<int?>("Query.a", (_, _) => new(1))
            .Root<int?>("Query.b", (_, _) => new(2)));

    [Fact]
    public async Task One_document_answers_each_combination_by_its_own_plan()
    {
        var document = Parser.Parse(
            "query ($a: Boolean!, $b: Boolean!) { a @skip(if: $a) ...F } "
            + "fragment F on Query { row { b @include(if: $b) a } }");
        var answers = new List<string>();
        foreach (var (a, b) in new[] { (true, true), (false, true), (true, false), (false, false), (true, true) })
        {
            answers.Add(await DataAsync(document, new() { ["a"] = a, ["b"] = b }));
        }

        Assert.Equal(
            [
                """{"row":{"b":2,"a":1}}""",
                """{"a":1,"row":{"b":2,"a":1}}""",
                """{"row":{"a":1}}""",
                """{"a":1,"row":{"a":1}}""",
                """{"row":{"b":2,"a":1}}""",
            ],
            answers);
    }

    [Fact]
    public async Task More_combinations_than_are_kept_are_answered_too()
    {
        var names = Enumerable.Range(0, 7).Select(i => $"v{i}").ToList();
        var document = Parser.Parse(
            $"query ({string.Join(' ', names.Select(name => $"${name}: Boolean!"))}) "
            + $"{{ {string.Join(' ', names.Select(name => $"{name}: a @include(if: ${name})"))} }}");
        for (var combination = 0; combination < 128; combination++)
        {
            var chosen = names.Where((_, i) => (combination & (1 << i)) != 0).ToList();
            var variables = names.ToDictionary(name => name, name => (object?)chosen.Contains(name));

            var data = await DataAsync(document, variables);

            Assert.Equal("{" + string.Join(',', chosen.Select(name => $"\"{name}\":1")) + "}", data);
        }
    }

    [Theory]
    [InlineData(
        "query ($v: Boolean = true) { a b @skip(if: $v) }",
        "null",
        ": Argument \"@skip(if:)\" has invalid value: Expected variable \"$v\" provided to non-null type \"Boolean!\""
        + " not to be null. [BAD_USER_INPUT] @1:44")]
    [InlineData(
        "query ($v: Boolean = true) { a rows { a @include(if: $v) } }",
        """{"a":1,"rows":[null,null]}""",
        "rows.0: Argument \"@include(if:)\" has invalid value: Expected variable \"$v\" provided to non-null type"
        + " \"Boolean!\" not to be null. [BAD_USER_INPUT] @1:54")]
    [InlineData(
        "query ($v: Boolean = true) { a row { ... @skip(if: $v) { a } } }",
        "null",
        "row: Argument \"@skip(if:)\" has invalid value: Expected variable \"$v\" provided to non-null type"
        + " \"Boolean!\" not to be null. [BAD_USER_INPUT] @1:52")]
    public async Task A_condition_that_is_null_costs_the_selection_that_it_stands_in(
        string query, string data, string firstError)
    {
        var result = await Run.ExecuteAsync(Schema, query, new() { ["v"] = null });

        Assert.True(result.IsExecuted);
        Assert.Equal(data, Run.Data(result));
        Assert.Equal(firstError, Run.Show(result.Errors[0]));
        Assert.Equal(query.Contains("rows", StringComparison.Ordinal) ? 2 : 1, result.Errors.Count);
    }

    [Fact]
    public async Task Many_requests_share_a_plan_at_the_same_time()
    {
        var document = Parser.Parse(
            "query ($v: Boolean!) { rows { a b @skip(if: $v) } row { ...F } } fragment F on Row { b }");

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(
            () => DataAsync(document, new() { ["v"] = i % 2 == 0 }))));

        Assert.Equal(
            [
                """{"rows":[{"a":1},{"a":3}],"row":{"b":2}}""",
                """{"rows":[{"a":1,"b":2},{"a":3,"b":4}],"row":{"b":2}}""",
            ],
            answers.Distinct().OrderBy(answer => answer.Length));
    }

    private static async Task<string> DataAsync(Document document, Dictionary<string, object?> variables)
    {
        var result = await new Executor(Schema).ExecuteAsync(
            new ExecutionRequest { Document = document, Variables = variables, Services = Run.NoServices.Instance },
            CancellationToken.None);
        Assert.Empty(result.Errors);
        return Run.Data(result);
    }

    private sealed record Row(int A, int B);
}
