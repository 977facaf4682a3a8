using System.Text.Json;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>What an operation costs is told on request, to those who may know.</summary>
public sealed class CostReportTests
{
    private const string Query = """{ town(code: "GM1") { name figures(year: 1) { parts { label } } } }""";

    [Fact]
    public async Task An_answer_tells_its_estimated_and_its_actual_cost()
    {
        await using var subgraph = await TownSubgraph.StartAsync(options => options.ExposeCost = true);

        using var response = await AskAsync(subgraph, Query);

        // Query, Town, Figures and 10 Parts that may be, one that is; town, figures and parts are three fields.
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(
            """{"cost":{"estimated":{"fieldCost":3,"typeCost":13},"actual":{"fieldCost":3,"typeCost":4}}}""",
            json.RootElement.GetProperty("extensions").GetRawText());
        Assert.Equal("TGM1", json.RootElement.GetProperty("data").GetProperty("town").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "false")]
    [InlineData(false, "true")]
    public async Task It_is_told_to_who_asks_and_may_know(bool mayKnow, string? header)
    {
        await using var subgraph = await TownSubgraph.StartAsync(options => options.ExposeCost = mayKnow);

        using var response = await AskAsync(subgraph, Query, header);

        Assert.DoesNotContain("extensions", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_tells_the_estimate()
    {
        await using var subgraph = await TownSubgraph.StartAsync(options =>
        {
            options.ExposeCost = true;
            options.MaxCost = 12;
        });

        using var response = await AskAsync(subgraph, Query);

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.False(json.RootElement.TryGetProperty("data", out _));
        var error = Assert.Single(json.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal("COST_TOO_HIGH", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(
            """{"cost":{"estimated":{"fieldCost":3,"typeCost":13}}}""",
            json.RootElement.GetProperty("extensions").GetRawText());
    }

    [Fact]
    public async Task Entities_cost_by_the_number_that_is_asked()
    {
        const string query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Town { name } } }";
        await using var subgraph = await TownSubgraph.StartAsync(options => options.MaxCost = 100);

        using var most = await subgraph.QueryAsync(query, new { r = Towns(99) });
        using var more = await subgraph.QueryAsync(query, new { r = Towns(100) });

        Assert.DoesNotContain("errors", await most.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("COST_TOO_HIGH", await more.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(subgraph.Calls);

        static IEnumerable<object> Towns(int count) =>
            Enumerable.Range(0, count).Select(i => new { __typename = "Town", code = $"GM{i}" });
    }

    private static async Task<HttpResponseMessage> AskAsync(TownSubgraph subgraph, string query, string? cost = "true")
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { query }), null, "application/json");
        if (cost is not null)
        {
            content.Headers.TryAddWithoutValidation("monitor-cost", cost);
        }

        return await subgraph.Client.PostAsync("/graphql", content);
    }
}
