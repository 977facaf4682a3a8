using Monitor.GraphQL.Differential.Tests.Comparison;

namespace Monitor.GraphQL.Differential.Tests;

/// <summary>A comparison that sees nothing proves nothing.</summary>
public sealed class ComparerTests
{
    private const string NullOfA = """{"message":"no","locations":[{"line":1,"column":3}],"path":["l",0,"a"]}""";
    private const string NullOfB = """{"message":"no","locations":[{"line":1,"column":5}],"path":["l",0,"b"]}""";
    private const string NullOfC = """{"message":"no","locations":[{"line":1,"column":9}],"path":["c"]}""";

    [Theory]
    [InlineData("""{"data":{"a":1,"b":2}}""", """{"data":{"b":2,"a":1}}""")]
    [InlineData("""{"data":{"a":1}}""", """{"data":{"a":1.0}}""")]
    [InlineData("""{"data":null}""", """{}""")]
    [InlineData("""{"ok":true}""", """{"errors":[{"message":"m"}]}""")]
    [InlineData("""{"id":1,"ok":true}""", """{"id":2,"ok":true}""")]
    [InlineData("""{"printed":"{\n  a\n}"}""", """{"printed":"{\n a\n}"}""")]
    [InlineData("""{"schemaErrors":[]}""", """{"schemaErrors":[{"message":"m"}]}""")]
    [InlineData("""{"events":[{"data":{"a":1}}]}""", """{"events":[{"data":{"a":2}}]}""")]
    [InlineData("""{"events":[{"data":{"a":1}}]}""", """{"events":[]}""")]
    [InlineData("""{"errors":[{"message":"m"}]}""", """{"errors":[{"message":"n"}]}""")]
    [InlineData("""{"errors":[{"message":"m"},{"message":"n"}]}""", """{"errors":[{"message":"n"},{"message":"m"}]}""")]
    [InlineData(
        """{"errors":[{"message":"m","locations":[{"line":1,"column":1}]}]}""",
        """{"errors":[{"message":"m","locations":[{"line":1,"column":2}]}]}""")]
    [InlineData(
        """{"data":{"a":null},"errors":[{"message":"m","path":["a"],"extensions":{"x":1}}]}""",
        """{"data":{"a":null},"errors":[{"message":"m","path":["a"]}]}""")]
    public void What_differs_is_seen(string ours, string theirs)
    {
        Assert.NotNull(Comparer.Difference(ours, theirs));
        Assert.NotNull(Comparer.Difference(theirs, ours));
        Assert.Null(Comparer.Difference(ours, ours));
        Assert.Null(Comparer.Difference(theirs, theirs));
    }

    [Theory]
    [InlineData("the same errors in another order", $"{NullOfC},{NullOfA}")]
    [InlineData("another error below the same null", $"{NullOfB},{NullOfC}")]
    [InlineData("more errors below the same null", $"{NullOfA},{NullOfB},{NullOfC}")]
    public void What_the_specification_leaves_open_is_no_difference(string why, string ours) =>
        Assert.True(Difference(ours) is null, why);

    [Theory]
    [InlineData("no error for a null", NullOfA)]
    [InlineData("an error told twice", $"{NullOfA},{NullOfA},{NullOfC}")]
    [InlineData(
        "an error that the operation cannot raise",
        """{"message":"other","locations":[{"line":1,"column":5}],"path":["l",0,"b"]},""" + NullOfC)]
    [InlineData(
        "an error of a place that is not null",
        $$"""{{NullOfA}},{{NullOfC}},{"message":"no","locations":[{"line":1,"column":7}],"path":["d"]}""")]
    public void What_it_does_not_is_one(string why, string ours) => Assert.True(Difference(ours) is not null, why);

    /// <summary>Of <c>{ l { a b } c d }</c>, where an item of l may not be without a and b.</summary>
    private static string? Difference(string errors) => Comparer.Difference(
        $$"""{"data":{"l":[null],"c":null,"d":1},"errors":[{{errors}}]}""",
        $$"""
        {"data":{"l":[null],"c":null,"d":1},"errors":[{{NullOfA}},{{NullOfC}}],
        "every":[{{NullOfA}},{{NullOfB}},{{NullOfC}}]}
        """);
}
