using System.Text.Json;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>The fields by which a federation router asks this subgraph.</summary>
public sealed class FederationTests
{
    [Fact]
    public async Task Service_gives_the_schema_as_written()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        var response = await subgraph.QueryAsync("{ _service { sdl } }");

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(
            TownSubgraph.Sdl,
            json.RootElement.GetProperty("data").GetProperty("_service").GetProperty("sdl").GetString());
    }

    [Fact]
    public async Task Entities_cost_one_call_per_type_and_keep_their_order()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        var response = await subgraph.QueryAsync(
            "query ($r: [_Any!]!) { _entities(representations: $r) "
            + "{ __typename ... on Town { name } ... on Region { kind } } }",
            new
            {
                r = new object[]
                {
                    new { __typename = "Town", code = "GM1" },
                    new { __typename = "Region", code = "PV1" },
                    new { __typename = "Town", code = "GM2" },
                },
            });

        Assert.Equal(
            """{"data":{"_entities":[{"__typename":"Town","name":"TGM1"},{"__typename":"Region","kind":"PV"},"""
            + """{"__typename":"Town","name":"TGM2"}]}}""",
            await response.Content.ReadAsStringAsync());
        Assert.Equal(["Town: GM1,GM2", "Region: 1"], subgraph.Calls);
    }

    [Fact]
    public async Task An_entity_that_is_absent_refused_or_forged_costs_only_itself()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        var response = await subgraph.QueryAsync(
            "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Town { code } } }",
            new
            {
                r = new object[]
                {
                    new { __typename = "Town", code = "none" },
                    new { __typename = "Town", code = "bad" },
                    new { __typename = "Query", code = "GM1" },
                    new { code = "GM1" },
                    new { __typename = "Town", code = "GM1" },
                },
            });

        Assert.Equal(
            """{"errors":[{"message":"There is no such town.","locations":[{"line":1,"column":24}],"""
            + "\"" + """path":["_entities",1],"extensions":{"code":"UNKNOWN_TOWN"}},"""
            + """{"message":"This subgraph has no entity of type \"Query\".","locations":[{"line":1,"column":24}],"""
            + "\"" + """path":["_entities",2],"extensions":{"code":"BAD_REQUEST"}},"""
            + """{"message":"A representation is an object with a __typename.","locations":[{"line":1,"column":24}],"""
            + "\"" + """path":["_entities",3],"extensions":{"code":"BAD_REQUEST"}}],"""
            + "\"" + """data":{"_entities":[null,null,null,null,{"code":"GM1"}]}}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_representation_without_its_key_is_the_callers_fault()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        var response = await subgraph.QueryAsync(
            """{ _entities(representations: [{ __typename: "Town" }]) { ... on Town { code } } }""");

        Assert.Contains(
            """A representation of Town needs the field \"code\".","locations":[{"line":1,"column":3}],"""
            + "\"" + """path":["_entities",0],"extensions":{"code":"BAD_REQUEST"}""",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }
}
