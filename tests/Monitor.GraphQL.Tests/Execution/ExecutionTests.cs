using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>§6.1 to §6.4: operations, selections and the order of the answer.</summary>
public sealed class ExecutionTests
{
    private const string Sdl = """
        type Query {
          hero: Character
          heroes: [Character!]!
          search: [Result]
          number: Int
          double: Float
          kind: Kind
          tags: [[String!]!]
        }
        type Mutation { add(amount: Int!): Int total: Int fail: Int }
        type Subscription { ticks: Int }
        interface Character { name: String! friend: Character }
        type Human implements Character { name: String! friend: Character height: Float }
        type Droid implements Character { name: String! friend: Character primaryFunction: String }
        union Result = Human | Droid
        enum Kind { VEILIG_THUIS UNDER_25K }
        """;

    private readonly List<string> steps = [];
    private int total;

    private enum Kind
    {
        VeiligThuis,
        Under25k,
    }

    [Theory]
    // Response names, in the order of the document; a repeated field stands where it is first asked.
    [InlineData("{ number hero { name } n: number }", """{"number":1,"hero":{"name":"Luke"},"n":1}""")]
    [InlineData(
        "{ hero { name } number hero { friend { name } } }",
        """{"hero":{"name":"Luke","friend":{"name":"R2"}},"number":1}""")]
    // Fragments apply by object type, interface and union, and merge.
    [InlineData(
        "{ hero { ...H ... on Droid { primaryFunction } ... on Character { friend { __typename } } } } "
        + "fragment H on Human { height }",
        """{"hero":{"height":1.72,"friend":{"__typename":"Droid"}}}""")]
    [InlineData(
        "{ search { __typename ... on Human { height } ... on Droid { primaryFunction } } }",
        """{"search":[{"__typename":"Droid","primaryFunction":"beep"},null,{"__typename":"Human","height":1.72}]}""")]
    [InlineData(
        "{ search { ... on Character { name } } heroes { ... { friend { name } } } }",
        """{"search":[{"name":"R2"},null,{"name":"Luke"}],"heroes":[{"friend":{"name":"R2"}},{"friend":null}]}""")]
    // Skip and include, on fields and fragments; skip wins.
    [InlineData("{ a: number @skip(if: true) b: number @include(if: true) }", """{"b":1}""")]
    [InlineData("{ a: number @skip(if: true) @include(if: true) b: number @skip(if: false) }", """{"b":1}""")]
    [InlineData("{ ... @include(if: false) { number } ... @skip(if: false) { d: double } }", """{"d":0.5}""")]
    [InlineData("{ number @skip(if: true) }", "{}")]
    // Leaves.
    [InlineData("{ kind tags }", """{"kind":"VEILIG_THUIS","tags":[["a","b"],[]]}""")]
    [InlineData("{ __typename hero { t: __typename } }", """{"__typename":"Query","hero":{"t":"Human"}}""")]
    public async Task A_selection_is_answered_in_its_order(string query, string data) =>
        Assert.Equal(data, await Run.DataAsync(Schema(), query));

    [Fact]
    public async Task Variables_decide_what_is_included()
    {
        const string query = """
            query ($yes: Boolean!, $no: Boolean = false) { a: number @include(if: $yes) b: number @include(if: $no) }
            """;

        Assert.Equal("""{"a":1}""", await Run.DataAsync(Schema(), query, new() { ["yes"] = true }));
        Assert.Equal("""{"b":1}""", await Run.DataAsync(Schema(), query, new() { ["yes"] = false, ["no"] = true }));
    }

    [Theory]
    [InlineData("query A { number } query B { double }", "B", """{"double":0.5}""", null)]
    [InlineData(
        "query A { number } query B { double }",
        null,
        null,
        "Must provide operation name if query contains multiple operations.")]
    [InlineData("query A { number }", "C", null, "Unknown operation named \"C\".")]
    [InlineData("query A { number }", null, """{"number":1}""", null)]
    [InlineData("fragment F on Query { number }", null, null, "Must provide an operation.")]
    [InlineData("subscription { ticks }", null, null, "The subscription operation is not supported here.")]
    public async Task One_operation_is_chosen_by_name(string document, string? name, string? data, string? error)
    {
        var result = await Run.ExecuteAsync(Schema(), document, operationName: name);

        Assert.Equal(data is not null, result.IsExecuted);
        Assert.Equal(data ?? "null", Run.Data(result));
        Assert.Equal(error, result.Errors.SingleOrDefault()?.Message);
    }

    [Fact]
    public async Task Mutations_run_one_after_another()
    {
        var result = await Run.ExecuteAsync(
            Schema(), "mutation { a: add(amount: 1) b: add(amount: 10) fail t: total c: add(amount: 100) }");

        Assert.Equal("""{"a":1,"b":11,"fail":null,"t":11,"c":111}""", Run.Data(result));
        Assert.Equal(["begin 1", "end 1", "begin 10", "end 10", "begin 100", "end 100"], steps);
        Assert.Equal(["fail: no [NO] @1:49"], result.Errors.Select(Run.Show));
    }

    [Fact]
    public async Task Queries_wait_for_their_fields_together()
    {
        var both = new TaskCompletionSource();
        var begun = 0;
        var schema = Run.Bind("type Query { a: Int b: Int }", binder => binder
            .Root<int?>("Query.a", async (_, _) => await MeetAsync())
            .Root<int?>("Query.b", async (_, _) => await MeetAsync()));

        Assert.Equal("""{"a":1,"b":1}""", await Run.DataAsync(schema, "{ a b }").WaitAsync(TimeSpan.FromSeconds(10)));

        async Task<int> MeetAsync()
        {
            if (Interlocked.Increment(ref begun) == 2)
            {
                both.SetResult();
            }

            await both.Task;
            return 1;
        }
    }

    [Fact]
    public async Task A_cancelled_request_ends_its_resolvers()
    {
        using var source = new CancellationTokenSource();
        var schema = Run.Bind("type Query { slow: Int }", binder => binder.Root<int?>("Query.slow", async (_, token) =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return 1;
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Run.ExecuteAsync(schema, "{ slow }", cancellationToken: source.Token));
    }

    [Fact]
    public async Task A_cancelled_request_goes_no_level_deeper()
    {
        using var source = new CancellationTokenSource();
        var calls = 0;
        const string sdl = "type Query { hero: Hero other: Hero } type Hero { name: String age: Int }";
        var schema = Run.Bind(sdl, binder => binder
            .Root<Hero?>("Query.hero", async (_, _) =>
            {
                await source.CancelAsync();
                return new Hero("Luke", 19);
            })
            .Root<Hero?>("Query.other", (_, _) => Called<Hero?>(null))
            .Field<Hero, string?>("Hero.name", (_, _, _) => Called<IReadOnlyList<string?>>(["Luke"]))
            .Type<Hero>("Hero"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Run.ExecuteAsync(schema, "{ hero { name age } other { age } }", cancellationToken: source.Token));
        Assert.Equal(0, calls);

        ValueTask<T> Called<T>(T answer)
        {
            calls++;
            return new ValueTask<T>(answer);
        }
    }

    [Fact]
    public async Task A_request_that_fails_waits_for_what_has_begun()
    {
        var release = new TaskCompletionSource();
        var ended = false;
        var schema = Run.Bind("type Query { slow: Int towns: [Town!] } type Town { id: Int }", binder => binder
            .Type<Town>("Town")
            .Root<int?>("Query.slow", async (_, _) =>
            {
                await release.Task;
                ended = true;
                return 1;
            })
            .Root<IReadOnlyList<Town>?>("Query.towns", (_, _) => new([new Town(1), new Town(2)])));

        var answer = Run.ExecuteAsync(schema, "{ slow towns { id } }", maxObjects: 1);
        Assert.False(answer.IsCompleted);
        release.SetResult();

        Assert.Equal("QUERY_TOO_LARGE", (await answer).Errors[0].Extensions!["code"]);
        Assert.True(ended);
    }

    [Fact]
    public async Task A_resolver_knows_what_is_selected_below_it()
    {
        var selected = new List<bool>();
        var schema = Run.Bind("type Query { hero: Hero } type Hero { name: String age: Int }", binder => binder
            .Type<Hero>("Hero")
            .Root<Hero?>("Query.hero", (context, _) =>
            {
                selected.AddRange([context.Selects("name"), context.Selects("age")]);
                return new(new Hero("Luke", 19));
            }));

        await Run.DataAsync(schema, "{ hero { ...F age @skip(if: true) } } fragment F on Hero { n: name }");

        Assert.Equal([true, false], selected);
    }

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("é")]
    [InlineData("line\r\nbreak")]
    public void The_name_of_a_cache_group_cannot_break_out_of_its_header(string name) =>
        Assert.Throws<ArgumentException>(() => new CacheHints().Groups("fine", name));

    private ExecutableSchema Schema() => Run.Bind(Sdl, binder => binder
        .Type<Human>("Human")
        .Type<Droid>("Droid")
        .Root<ICharacter?>("Query.hero", (_, _) => new(Luke))
        .Root<IReadOnlyList<ICharacter>>("Query.heroes", (_, _) => new([Luke, R2]))
        .Root<IReadOnlyList<object?>>("Query.search", (_, _) => new([R2, null, Luke]))
        .Root<int?>("Query.number", (_, _) => new(1))
        .Root<decimal?>("Query.double", (_, _) => new(0.5m))
        .Root<Kind?>("Query.kind", (_, _) => new(Kind.VeiligThuis))
        .Root<string[][]?>("Query.tags", (_, _) => new([["a", "b"], []]))
        .Root<int?>("Mutation.add", AddAsync)
        .Root<int?>("Mutation.total", (_, _) => new(total))
        .Root<int?>("Mutation.fail", (_, _) => throw new ClientException("NO", "no"))
        .Root<int?>("Subscription.ticks", (_, _) => new(1)));

    private async ValueTask<int?> AddAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var amount = context.Argument<int>("amount");
        steps.Add($"begin {amount}");
        await Task.Yield();
        total += amount;
        steps.Add($"end {amount}");
        return total;
    }

    private static Droid R2 => new("R2", null, "beep");

    private static Human Luke => new("Luke", R2, 1.72);

    private interface ICharacter
    {
        string Name { get; }
    }

    private sealed record Human(string Name, ICharacter? Friend, double? Height) : ICharacter;

    private sealed record Droid(string Name, ICharacter? Friend, string? PrimaryFunction) : ICharacter;

    private sealed record Town(int Id);

    private sealed record Hero(string Name, int Age);
}
