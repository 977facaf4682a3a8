using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Monitor.Gateway.Tests.Execution;

/// <summary>Calls through a sidecar, and who may call without one.</summary>
public sealed class TransportTests
{
    private const string Query = """{ area(code: "A") { name figures(round: 2017) { n } } }""";

    [Fact]
    public async Task Subgraphs_are_called_through_the_sidecar_by_app_id()
    {
        await using var areas = await AreasAsync();
        await using var figures = await FiguresAsync();
        await using var sidecar = await TestSidecar.StartAsync(areas, figures);
        await using var gateway = await StartAsync(sidecar.Port);
        (await gateway.AskAsync(Query)).Is("""{ "data": { "area": { "name": "Area A", "figures": { "n": 10 } } } }""");
    }

    [Fact]
    public async Task An_app_that_dapr_cannot_reach_costs_its_fields_only()
    {
        await using var areas = await AreasAsync();
        await using var sidecar = await TestSidecar.StartAsync(areas);
        await using var gateway = await StartAsync(sidecar.Port);
        var answer = await gateway.AskAsync(Query);
        answer.GetProperty("data").Is("""{ "area": { "name": "Area A", "figures": null } }""");
        Assert.Equal(["SUBGRAPH_UNAVAILABLE"], answer.Codes());
        Assert.Equal(["area.figures"], answer.Paths());
    }

    [Fact]
    public async Task A_status_500_of_the_callee_is_its_answer()
    {
        await using var areas = await AreasAsync();
        await using var figures = await FiguresAsync();
        figures.Instead = async context =>
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync(
                """{ "errors": [ { "message": "Internal error.", "extensions": { "code": "INTERNAL_ERROR" } } ] }""");
            return true;
        };
        await using var sidecar = await TestSidecar.StartAsync(areas, figures);
        await using var gateway = await StartAsync(sidecar.Port);
        var answer = await gateway.AskAsync(Query);
        Assert.Equal(["INTERNAL_ERROR"], answer.Codes());
        Assert.Equal(["area.figures"], answer.Paths());
    }

    [Fact]
    public async Task Without_a_sidecar_every_field_says_that_it_is_not_available()
    {
        await using var gateway = await StartAsync(1);
        var answer = await gateway.AskAsync(Query);
        answer.GetProperty("data").Is("""{ "area": null }""");
        Assert.Equal(["SUBGRAPH_UNAVAILABLE"], answer.Codes());
    }

    [Fact]
    public async Task A_forged_token_is_refused_at_the_door()
    {
        await using var gateway = await StartAsync(1);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Query }),
        };
        request.Headers.Add("Authorization", "Bearer forged");
        using var response = await gateway.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(["UNAUTHENTICATED"], (await response.Content.ReadFromJsonAsync<JsonElement>()).Codes());
    }

    [Fact]
    public async Task The_direct_key_goes_along_outside_production_only()
    {
        var settings = new Dictionary<string, string?> { ["Direct:Key"] = "key" };
        await Assert.ThrowsAsync<OptionsValidationException>(() => TestGateway.StartAsync("figures", [], settings));
    }

    private static Task<TestGateway> StartAsync(int port) => TestGateway.StartAsync(
        "figures",
        [],
        new()
        {
            ["DAPR_HTTP_PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["DAPR_API_TOKEN"] = TestSidecar.Token,
            ["Access:AnyCaller"] = "true",
        },
        "dapr");

    private static async Task<TestSubgraph> AreasAsync()
    {
        var areas = await TestSubgraph.StartAsync("areas");
        areas.Query["area"] = new Record { ["code"] = "A", ["name"] = "Area A" };
        return areas;
    }

    private static async Task<TestSubgraph> FiguresAsync()
    {
        var figures = await TestSubgraph.StartAsync("figures");
        figures.Entity = _ => new Record { ["__typename"] = "Area", ["figures"] = new Record { ["n"] = 10 } };
        return figures;
    }
}
