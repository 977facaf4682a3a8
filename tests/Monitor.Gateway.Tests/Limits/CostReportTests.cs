using Monitor.Gateway.Tests.Execution;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Limits;

/// <summary>The gateway tells what an operation costs, as its subgraphs would.</summary>
public sealed class CostReportTests
{
    private const string Query = "{ town(code: \"1\") { name neighbours { name } } }";

    [Fact]
    public async Task An_answer_over_subgraphs_tells_its_cost()
    {
        await using var subgraph = await TestSubgraph.StartAsync("towns");
        subgraph.Query["town"] = new Record
        {
            ["name"] = "A",
            ["neighbours"] = new[] { new Record { ["name"] = "B" }, new Record { ["name"] = "C" } },
        };
        await using var gateway = await TestGateway.StartAsync(
            "hostile", [subgraph], new() { ["GraphQL:ExposeCost"] = "true" });

        var answer = await gateway.AskAsync(Query, null, ("monitor-cost", "true"));

        // Query, Town and five neighbours that may be, two that are; town and neighbours are two fields.
        answer.GetProperty("extensions").Is("""
            { "cost": { "estimated": { "fieldCost": 2, "typeCost": 7 }, "actual": { "fieldCost": 2, "typeCost": 4 } } }
            """);
        answer.GetProperty("data").Is("""
            { "town": { "name": "A", "neighbours": [{ "name": "B" }, { "name": "C" }] } }
            """);
    }

    [Fact]
    public async Task What_costs_too_much_reaches_no_subgraph_and_tells_its_estimate()
    {
        await using var subgraph = await TestSubgraph.StartAsync("towns");
        await using var gateway = await TestGateway.StartAsync(
            "hostile", [subgraph], new() { ["GraphQL:ExposeCost"] = "true", ["GraphQL:MaxCost"] = "6" });

        var answer = await gateway.AskAsync(Query, null, ("monitor-cost", "true"));

        Assert.Equal(["COST_TOO_HIGH"], answer.Codes());
        answer.GetProperty("extensions").Is("""
            { "cost": { "estimated": { "fieldCost": 2, "typeCost": 7 } } }
            """);
        Assert.Empty(subgraph.Requests);
    }
}
