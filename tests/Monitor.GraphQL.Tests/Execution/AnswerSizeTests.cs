using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>A few lists within one another multiply: the answer is given up before it has grown too large.</summary>
public sealed class AnswerSizeTests
{
    private const string Sdl = "type Query { towns: [Town!]! } type Town { name: String! neighbours: [Town!]! }";

    private int calls;

    // 10 towns, each with 10 neighbours: 10 + 100 + 1,000 objects on three levels.
    [Theory]
    [InlineData(1_110, true)]
    [InlineData(1_109, false)]
    public async Task Objects_of_all_levels_count_together(int maxObjects, bool isAnswered)
    {
        var result = await Run.ExecuteAsync(
            Schema(), "{ towns { neighbours { neighbours { name } } } }", maxObjects: maxObjects);

        Assert.Equal(isAnswered ? 0 : 1, result.Errors.Count);
        Assert.Equal(isAnswered, Run.Data(result) != "null");
    }

    [Fact]
    public async Task What_is_too_large_says_what_to_do_and_stops_asking()
    {
        var result = await Run.ExecuteAsync(
            Schema(),
            "{ towns { neighbours { neighbours { neighbours { neighbours { name } } } } } }",
            maxObjects: 200);

        Assert.Equal(
            ": The answer would hold too many objects: ask for smaller pages, or fewer levels. [QUERY_TOO_LARGE]",
            Run.Show(Assert.Single(result.Errors)));
        Assert.Equal(2, calls);   // the third level would be of 1,000: it is read, and nothing below it
    }

    private ExecutableSchema Schema() => Run.Bind(Sdl, binder => binder
        .Type<Town>("Town")
        .Root<IReadOnlyList<Town>>("Query.towns", (_, _) => new(Towns()))
        .Field<Town, IReadOnlyList<Town>>("Town.neighbours", (towns, _, _) =>
        {
            calls++;
            return new([.. towns.Select(_ => Towns())]);
        }));

    private static Town[] Towns() => [.. Enumerable.Range(0, 10).Select(i => new Town($"town {i}"))];

    private sealed record Town(string Name);
}
