using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>
/// §6.4.4: errors become nulls, and a null where none may be moves to the nearest parent that takes one.
/// </summary>
public sealed class NullTests
{
    private const string Sdl = """
        type Query {
          box: Box
          must: Box!
          boxes: [Box]
          allBoxes: [Box!]
          strictBoxes: [Box!]!
          grid: [[Int!]]
          strictGrid: [[Int!]!]
        }
        type Box { id: Int! fails: Int mustFail: Int! nullInMust: Int! inner: Box strictInner: Box! list: [Int!] }
        """;

    [Theory]
    // A nullable field takes its own null.
    [InlineData("{ box { id fails } }", """{"box":{"id":1,"fails":null}}""", "box.fails: bad 1 [BAD] @1:12")]
    // A non-null field takes its object with it.
    [InlineData("{ box { id mustFail } }", """{"box":null}""", "box.mustFail: bad 1 [BAD] @1:12")]
    [InlineData(
        "{ box { inner { strictInner { mustFail } } } }",
        """{"box":{"inner":null}}""",
        "box.inner.strictInner.mustFail: bad 3 [BAD] @1:31")]
    // Nothing above takes a null: no data at all.
    [InlineData(
        "{ box { id } must { strictInner { mustFail } } }",
        "null",
        "must.strictInner.mustFail: bad 2 [BAD] @1:35")]
    // In a list, the item falls, or the list, or what holds the list.
    [InlineData(
        "{ boxes { mustFail } }",
        """{"boxes":[{"mustFail":10},null,{"mustFail":12}]}""",
        "boxes.1.mustFail: bad 11 [BAD] @1:11")]
    [InlineData("{ allBoxes { mustFail } }", """{"allBoxes":null}""", "allBoxes.1.mustFail: bad 11 [BAD] @1:14")]
    [InlineData("{ strictBoxes { mustFail } }", "null", "strictBoxes.1.mustFail: bad 11 [BAD] @1:17")]
    // Lists of lists: the inner list falls first.
    [InlineData("{ grid }", """{"grid":[[1,2],null]}""", "grid.1.0: null! [NULLED] @1:3")]
    [InlineData("{ strictGrid }", """{"strictGrid":null}""", "strictGrid.1.0: null! [NULLED] @1:3")]
    // A null without a thrown error is one all the same.
    [InlineData(
        "{ box { nullInMust } }",
        """{"box":null}""",
        "box.nullInMust: Cannot return null for non-nullable field Box.nullInMust. [INTERNAL_ERROR] @1:9")]
    public async Task A_null_moves_to_the_nearest_parent_that_takes_one(string query, string data, string error)
    {
        var result = await Run.ExecuteAsync(Schema(), query);

        Assert.Equal(data, Run.Data(result));
        Assert.Equal([error], result.Errors.Select(Run.Show));
    }

    [Fact]
    public async Task A_parent_that_fell_needs_no_second_error()
    {
        var result = await Run.ExecuteAsync(Schema(), "{ box { a: mustFail b: mustFail fails } }");

        Assert.Equal("""{"box":null}""", Run.Data(result));
        Assert.Equal(["box.a: bad 1 [BAD] @1:9"], result.Errors.Select(Run.Show));
    }

    [Fact]
    public async Task A_field_asked_twice_names_both_places()
    {
        var result = await Run.ExecuteAsync(Schema(), "{ box { fails } box { fails } }");

        Assert.Equal(["box.fails: bad 1 [BAD] @1:9 @1:23"], result.Errors.Select(Run.Show));
    }

    private static ExecutableSchema Schema() => Run.Bind(Sdl, binder => binder
        .Type<Box>("Box")
        .Root<Box?>("Query.box", (_, _) => new(new Box(1)))
        .Root("Query.must", (_, _) => ValueTask.FromResult(new Box(1)))
        .Root("Query.boxes", (_, _) => ValueTask.FromResult(Boxes))
        .Root("Query.allBoxes", (_, _) => ValueTask.FromResult(Boxes))
        .Root("Query.strictBoxes", (_, _) => ValueTask.FromResult(Boxes))
        .Root<object>("Query.grid", (_, _) => new(Grid))
        .Root<object>("Query.strictGrid", (_, _) => new(Grid))
        .Field<Box, object?>("Box.fails", (boxes, _, _) => new([.. boxes.Select(Bad)]))
        .Field<Box, object?>("Box.mustFail", (boxes, _, _) => new([.. boxes.Select(OddIsBad)]))
        .Field<Box, object?>("Box.nullInMust", (boxes, _, _) => new([.. boxes.Select(_ => (object?)null)]))
        .Field<Box, Box?>("Box.inner", (boxes, _, _) => new([.. boxes.Select(box => new Box(box.Id + 1))]))
        .Field<Box, Box>("Box.strictInner", (boxes, _, _) => new([.. boxes.Select(box => new Box(box.Id + 1, true))]))
        .Field<Box, int[]?>("Box.list", (boxes, _, _) => new([.. boxes.Select(_ => (int[]?)null)])));

    private static List<Box> Boxes => [new(10), new(11), new(12)];

    private static List<object?> Grid =>
        [new List<object?> { 1, 2 }, new List<object?> { new ClientException("NULLED", "null!") }];

    private static ClientException Bad(Box box) => new("BAD", $"bad {box.Id}");

    private static object OddIsBad(Box box) => box.IsBad || box.Id % 2 == 1 ? Bad(box) : box.Id;

    private sealed record Box(int Id, bool IsBad = false);
}
