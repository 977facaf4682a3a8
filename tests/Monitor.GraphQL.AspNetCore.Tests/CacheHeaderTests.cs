namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>Who may keep an answer: the strictest of all fields executed, and nobody where one says nothing.</summary>
public sealed class CacheHeaderTests
{
    private const string Entities = "query ($r: [_Any!]!) { _entities(representations: $r) ";

    [Theory]
    // The field's own hint (60), before its type's (300); plain members follow their parent.
    [InlineData("""{ town(code: "GM1") { code name } }""", "public, max-age=60", null)]
    // The smallest age wins, whatever lies within: Figures says nothing itself, but is read from what figures found.
    [InlineData(
        """{ town(code: "GM1") { name figures(year: 2017) { total parts { label } } } }""",
        "public, max-age=30",
        "\"figures\", \"figures-2017\"")]
    // A resolver that says nothing may know who asks.
    [InlineData("""{ town(code: "GM1") { name secret } }""", "no-store", null)]
    [InlineData("""{ town(code: "GM1") { name } mine }""", "private, max-age=5", null)]
    // An error, a mutation, a query of nothing.
    [InlineData("""{ town(code: "GM1") { name } fails }""", "no-store", null)]
    [InlineData("""mutation { rename(code: "GM1", name: "x") { name } }""", "no-store", null)]
    [InlineData("{ __typename }", "no-store", null)]
    [InlineData("""{ town(code: "none") { name } }""", "public, max-age=60", null)]
    public async Task The_strictest_field_decides(string query, string control, string? groups)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.QueryAsync(query);

        AssertHeaders(response, control, groups);
    }

    [Theory]
    // An entity is as fresh as its type says.
    [InlineData("{ ... on Town { name } } }", "Town", "public, max-age=300")]
    // A type that only refers to an entity says nothing: then its fields decide, and its key may always be kept.
    [InlineData("{ __typename ... on Region { code figures { total } } } }", "Region", "public, max-age=10")]
    [InlineData("{ ... on Region { kind figures { total } } } }", "Region", "no-store")]
    public async Task Entities_are_as_fresh_as_what_is_asked_of_them(string selection, string type, string control)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.QueryAsync(
            Entities + selection, new { r = new[] { new { __typename = type, code = "GM1" } } });

        AssertHeaders(response, control, groups: null);
    }

    [Theory]
    [InlineData("""mutation { rename(code: "GM1", name: "x") { name } }""", "\"towns\"")]
    [InlineData("""{ town(code: "GM1") { name } }""", null)]
    public async Task A_mutation_tells_what_it_made_stale(string query, string? groups)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.QueryAsync(query);

        Assert.Equal(
            groups, response.Headers.TryGetValues("Cache-Group-Invalidation", out var values) ? values.Single() : null);
    }

    private static void AssertHeaders(HttpResponseMessage response, string control, string? groups)
    {
        Assert.Equal(control, response.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(groups, response.Headers.TryGetValues("Cache-Groups", out var values) ? values.Single() : null);
    }
}
