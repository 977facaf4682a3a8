using System.Text;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Tests.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Tests.Aggregates;

/// <summary>Which questions are one and the same to the cache.</summary>
public sealed class NormalSelectionTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("""{ area(code: "A") { name figures(round: 2017) { n id } } }""", true)]
    [InlineData("""query Named { area (code : "A") { figures(round: 2017) { id n }, name } }""", true)]
    [InlineData("""query($r: Int!) { area(code: "A") { name figures(round: $r) { n id } } }""", true)]
    [InlineData("""query($y: Int = 2017) { area(code: "A") { name figures(round: $y) { n id } } }""", true)]
    [InlineData("""{ area(code: "A") { ...f } } fragment f on Area { name figures(round: 2017) { n id } }""", true)]
    [InlineData("""query($c: ID!) { area(code: $c) { name figures(round: 2017) { n id } } }""", true)]
    [InlineData("""{ area(code: "A") { name figures(round: 2014) { n id } } }""", false)]
    [InlineData("""query($y: Int = 2014) { area(code: "A") { name figures(round: $y) { n id } } }""", false)]
    [InlineData("""{ area(code: "A") { name figures(round: 2017) { m: n id } } }""", false)]
    public async Task What_makes_no_difference_to_the_answer_makes_none_to_the_key(string query, bool isSame)
    {
        await using var areas = await CachedAreas.StartAsync();
        var gateway = await areas.GatewayAsync();
        await gateway.AskAsync("""{ area(code: "A") { name figures(round: 2017) { n id } } }""");
        Assert.Equal(1, areas.Asked);

        var answer = await gateway.AskAsync(query, new { r = 2017, c = "A" });

        Assert.Empty(answer.Codes());
        Assert.Equal(isSame ? 1 : 2, areas.Asked);
    }

    [Theory]
    [InlineData("(a: 1, b: 2)", "(b: 2, a: 1)", true)]
    [InlineData("(a: {x: 1, y: [1, 2]})", "(a: {y: [1, 2], x: 1})", true)]
    [InlineData("(a: [1, 2])", "(a: [2, 1])", false)]
    [InlineData("(a: 1)", "(a: \"1\")", false)]
    [InlineData("(a: RED)", "(a: \"RED\")", false)]
    [InlineData("(a: null)", "", false)]
    [InlineData("(a: null)", "(a: $null)", true)]
    [InlineData("(a: $absent, b: 2)", "(b: 2)", true)]
    [InlineData("(a: [$absent])", "(a: [null])", true)]
    [InlineData("(a: {x: $absent, y: 1})", "(a: {y: 1})", true)]
    [InlineData("(a: $record)", "(a: {x: \"é\\\"\", y: [true, 1.5]})", true)]
    [InlineData("(a: $record)", "(a: {x: \"é\", y: [true, 1.5]})", false)]
    [InlineData("(a: $default)", "(a: [3])", true)]
    [InlineData("(a: \",b:2\")", "(a: \"\", b: 2)", false)]
    public void Arguments_are_told_apart_by_their_values(string one, string other, bool isSame)
    {
        var variables = new Dictionary<string, object?>
        {
            ["null"] = null,
            ["record"] = new Dictionary<string, object?> { ["y"] = new List<object?> { true, 1.5m }, ["x"] = "é\"" },
        };
        var defaults = new Dictionary<string, Value> { ["default"] = new ListValue([new IntValue("3")]) };

        Assert.Equal(isSame, TextOf(one) == TextOf(other));

        string TextOf(string arguments)
        {
            var operation = (OperationDefinition)Parser.Parse($"{{ f{arguments} }}").Definitions[0];
            var field = (Field)operation.SelectionSet.Selections[0];
            var text = new StringBuilder();
            NormalSelection.Of(new PlannedSelection(
                "Query", false, null, [new PlannedField("f", "f", "f", field.Arguments, "Int", null, false)], []))
                .Write(text, variables, defaults);
            return text.ToString();
        }
    }
}
