using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>All parents of a level are answered by one call per field and object type.</summary>
public sealed class BatchingTests
{
    private const string Sdl = """
        type Query { towns: [Town!]! places: [Place!]! }
        interface Place { name: String! mayor: String }
        type Town implements Place { name: String! mayor: String streets: [Street!]! }
        type Village implements Place { name: String! mayor: String }
        type Street { name: String! length(unit: String = "m"): Int! }
        """;

    private readonly List<string> calls = [];

    [Fact]
    public async Task A_hundred_parents_cost_one_call_per_field_on_each_level()
    {
        var answer = await Run.DataAsync(Schema(towns: 100), "{ towns { name mayor streets { name length } } }");

        Assert.Equal(["Query.towns x1", "Town.mayor x100", "Town.streets x100", "Street.length x200"], calls);
        Assert.StartsWith(
            """{"towns":[{"name":"T0","mayor":"mayor of T0","streets":[{"name":"T0-a","length":10},"""
            + """{"name":"T0-b","length":10}]},""",
            answer,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mixed_list_costs_one_call_per_object_type_and_keeps_its_order()
    {
        var answer = await Run.DataAsync(Schema(towns: 2), "{ places { __typename name mayor } }");

        Assert.Equal(["Query.places x1", "Town.mayor x2", "Village.mayor x1"], calls);
        Assert.Equal(
            """{"places":[{"__typename":"Town","name":"T0","mayor":"mayor of T0"},"""
            + """{"__typename":"Village","name":"V","mayor":null},"""
            + """{"__typename":"Town","name":"T1","mayor":"mayor of T1"}]}""",
            answer);
    }

    [Fact]
    public async Task An_empty_list_costs_no_call_below_it()
    {
        Assert.Equal("""{"towns":[]}""", await Run.DataAsync(Schema(towns: 0), "{ towns { mayor } }"));
        Assert.Equal(["Query.towns x1"], calls);
    }

    private ExecutableSchema Schema(int towns) => Run.Bind(Sdl, binder => binder
        .Type<Town>("Town")
        .Type<Village>("Village")
        .Type<Street>("Street")
        .Root<IReadOnlyList<Town>>("Query.towns", (_, _) => Called<IReadOnlyList<Town>>("Query.towns", 1, Towns(towns)))
        .Root<IReadOnlyList<object>>(
            "Query.places",
            (_, _) => Called<IReadOnlyList<object>>(
                "Query.places", 1, [new Town("T0"), new Village("V"), new Town("T1")]))
        .Field<Town, string>("Town.mayor", (parents, _, _) => Called<IReadOnlyList<string>>(
            "Town.mayor", parents.Count, [.. parents.Select(town => "mayor of " + town.Name)]))
        .Field<Village, string?>("Village.mayor", (parents, _, _) => Called<IReadOnlyList<string?>>(
            "Village.mayor", parents.Count, [.. parents.Select(_ => (string?)null)]))
        .Field<Town, Street[]>("Town.streets", (parents, _, _) => Called<IReadOnlyList<Street[]>>(
            "Town.streets",
            parents.Count,
            [.. parents.Select(town => new Street[] { new(town.Name + "-a"), new(town.Name + "-b") })]))
        .Field<Street, int>("Street.length", (parents, context, _) => Called<IReadOnlyList<int>>(
            "Street.length",
            parents.Count,
            [.. parents.Select(_ => context.Argument<string>("unit") == "m" ? 10 : 0)])));

    private static List<Town> Towns(int count) => [.. Enumerable.Range(0, count).Select(i => new Town($"T{i}"))];

    private ValueTask<T> Called<T>(string field, int parents, T answer)
    {
        calls.Add($"{field} x{parents}");
        return ValueTask.FromResult(answer);
    }

    private sealed record Town(string Name);

    private sealed record Village(string Name);

    private sealed record Street(string Name);
}
