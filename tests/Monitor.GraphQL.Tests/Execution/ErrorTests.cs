using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>What clients are told of failures, and what only the log is.</summary>
public sealed class ErrorTests
{
    private readonly List<MaskedFailure> masked = [];

    [Fact]
    public async Task A_client_exception_reaches_the_client_with_its_code_and_details()
    {
        var result = await ExecuteAsync(new ClientException("STALE_REVISION", "Read it again.")
        {
            Details = new Dictionary<string, object?> { ["revision"] = 4 },
        });

        var error = Assert.Single(result.Errors);
        Assert.Equal("field: Read it again. [STALE_REVISION] @1:3", Run.Show(error));
        Assert.Equal(4, error.Extensions!["revision"]);
        Assert.Empty(masked);
    }

    [Fact]
    public async Task Anything_else_is_masked_and_told_to_the_log()
    {
        var cause = new InvalidOperationException("password=secret");

        var result = await ExecuteAsync(cause);

        var error = Assert.Single(result.Errors);
        Assert.Equal("field: Internal error. [INTERNAL_ERROR] @1:3", Run.Show(error));
        var failure = Assert.Single(masked);
        Assert.Equal("Query.field", failure.Coordinate);
        Assert.Equal(error.Extensions!["traceId"], failure.TraceId);
        Assert.Same(cause, failure.Cause);
    }

    [Fact]
    public async Task A_failure_that_cannot_be_explained_is_told_to_the_log_itself()
    {
        var cause = new TimeoutException("The database took too long.");
        var schema = Run.Bind(
            "type Query { field: Int }", binder => binder.Root<int?>("Query.field", (_, _) => throw cause));

        var result = await new Executor(schema).ExecuteAsync(
            new ExecutionRequest
            {
                Document = Parser.Parse("{ field }"),
                Services = Run.NoServices.Instance,
                Explain = _ => throw new ObjectDisposedException("services"),
                OnMasked = masked.Add,
            },
            TestContext.Current.CancellationToken);

        Assert.Equal("field: Internal error. [INTERNAL_ERROR] @1:3", Run.Show(Assert.Single(result.Errors)));
        Assert.Same(cause, Assert.Single(masked).Cause);
    }

    [Fact]
    public async Task A_call_that_fails_for_many_parents_is_logged_once()
    {
        var schema = Run.Bind("type Query { rows: [Row!]! } type Row { value: Int }", binder => binder
            .Root<IReadOnlyList<Row>>("Query.rows", (_, _) => new([new Row(), new Row(), new Row()]))
            .Field<Row, int?>("Row.value", (_, _, _) => throw new InvalidOperationException("down")));

        var result = await Run.ExecuteAsync(schema, "{ rows { value } }", onMasked: masked.Add);

        Assert.Equal("""{"rows":[{"value":null},{"value":null},{"value":null}]}""", Run.Data(result));
        Assert.Equal(
            ["rows.0.value", "rows.1.value", "rows.2.value"],
            result.Errors.Select(error => string.Join('.', error.Path!)));
        Assert.Single(result.Errors.Select(error => error.Extensions!["traceId"]).Distinct());
        Assert.Single(masked);
    }

    [Fact]
    public async Task A_wrong_number_of_answers_is_the_resolvers_fault()
    {
        var schema = Run.Bind("type Query { rows: [Row!]! } type Row { value: Int }", binder => binder
            .Root<IReadOnlyList<Row>>("Query.rows", (_, _) => new([new Row(), new Row()]))
            .Field<Row, int?>("Row.value", (_, _, _) => new([1])));

        var result = await Run.ExecuteAsync(schema, "{ rows { value } }", onMasked: masked.Add);

        Assert.Equal(2, result.Errors.Count);
        Assert.Equal("The resolver of Row.value answered 1 of 2 parents.", Assert.Single(masked).Cause.Message);
    }

    [Theory]
    [InlineData("text", "Int cannot represent")]
    [InlineData(3_000_000_000L, "Int cannot represent")]
    public async Task A_value_that_does_not_fit_its_type_is_masked(object value, string logged)
    {
        var schema = Run.Bind("type Query { field: Int }", b => b.Root<object?>("Query.field", (_, _) => new(value)));

        var result = await Run.ExecuteAsync(schema, "{ field }", onMasked: masked.Add);

        Assert.Equal("""{"field":null}""", Run.Data(result));
        Assert.Equal("field: Internal error. [INTERNAL_ERROR] @1:3", Run.Show(Assert.Single(result.Errors)));
        Assert.StartsWith(logged, Assert.Single(masked).Cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_that_throws_fails_its_own_parent_alone()
    {
        var schema = Run.Bind("type Query { rows: [Fussy!]! } type Fussy { value: Int }", binder => binder
            .Type<Fussy>("Fussy")
            .Root<IReadOnlyList<Fussy>>("Query.rows", (_, _) => new([new Fussy(1), new Fussy(0)])));

        var result = await Run.ExecuteAsync(schema, "{ rows { value } }", onMasked: masked.Add);

        Assert.Equal("""{"rows":[{"value":10},{"value":null}]}""", Run.Data(result));
        Assert.IsType<DivideByZeroException>(Assert.Single(masked).Cause);
    }

    [Fact]
    public async Task Errors_stand_in_the_order_of_the_answer_whichever_was_found_first()
    {
        const string sdl = "type Query { rows: [Fussy!]! late: Int } type Fussy { value: Int next: Fussy }";
        var schema = Run.Bind(sdl, binder => binder
            .Type<Fussy>("Fussy")
            .Root<IReadOnlyList<Fussy>>("Query.rows", (_, _) => new([new Fussy(0), new Fussy(0)]))
            .Root<int?>("Query.late", (_, _) => throw new ClientException("LATE", "Found before the others.")));

        var result = await Run.ExecuteAsync(schema, "{ rows { next { value } value } late }");

        Assert.Equal(
            ["rows.0.next.value", "rows.0.value", "rows.1.next.value", "rows.1.value", "late"],
            result.Errors.Select(error => string.Join('.', error.Path!)));
    }

    private Task<ExecutionResult> ExecuteAsync(Exception cause) => Run.ExecuteAsync(
        Run.Bind("type Query { field: Int }", binder => binder.Root<int?>("Query.field", (_, _) => throw cause)),
        "{ field }",
        onMasked: masked.Add);

    private sealed record Row;

    private sealed record Fussy(int Divisor)
    {
        public int Value => 10 / Divisor;

        public Fussy Next => this;
    }
}
