using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monitor.Testing;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>The settings of an endpoint: where they start from, and that they reach what they limit.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("Open")]
    [InlineData("Strict")]
    [InlineData("Subgraph")]
    public async Task Every_profile_admits_the_introspection_query_of_graphql_js(string profile)
    {
        var limits = OptionsOf(new() { ["GraphQL:Profile"] = profile });
        await using var subgraph = await TownSubgraph.StartAsync(limits.CopyTo);

        // Hostile only where introspection is off.
        var query = await File.ReadAllTextAsync(Path.Combine(
            Repository.Root, "tests/Monitor.GraphQL.AspNetCore.Tests/Hostile/11-introspection/whole.graphql"));

        using var response = await subgraph.QueryAsync(query);

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.False(json.RootElement.TryGetProperty("errors", out var errors), errors.ToString());
        Assert.Contains(
            json.RootElement.GetProperty("data").GetProperty("__schema").GetProperty("types").EnumerateArray(),
            type => type.GetProperty("name").GetString() == "Town");
    }

    [Fact]
    public void A_profile_is_where_the_settings_start_from()
    {
        Assert.Equal((15, 30), Of(OptionsOf([])));
        Assert.Equal((6, 15), Of(OptionsOf(new() { ["GraphQL:Profile"] = "Strict" })));
        Assert.Equal((7, 15), Of(OptionsOf(new() { ["GraphQL:Profile"] = "strict", ["GraphQL:MaxDepth"] = "7" })));

        static (int Depth, int Aliases) Of(GraphQLOptions options) => (options.MaxDepth, options.MaxAliases);
    }

    [Theory]
    [InlineData("Development", true, true)]
    [InlineData("Staging", false, true)]
    [InlineData("Production", false, false)]
    public void Strangers_in_production_learn_no_numbers_and_no_names(string environment, bool numbers, bool names)
    {
        var options = OptionsOf([], environment);

        Assert.Equal((numbers, numbers, names), (options.ExposeLimits, options.ExposeCost, options.Suggestions));
    }

    [Theory]
    [InlineData("{ town(code: \"GM1\") { nam } }", "Cannot query field \"nam\" on type \"Town\".")]
    [InlineData("{ twon(code: \"GM1\") { name } }", "Cannot query field \"twon\" on type \"Query\".")]
    [InlineData("{ town(cod: \"GM1\") { name } }", "Unknown argument \"cod\" on field \"Query.town\".")]
    public async Task Suggestions_can_be_switched_off(string query, string message)
    {
        await using var subgraph = await TownSubgraph.StartAsync(options => options.Suggestions = false);

        using var response = await subgraph.QueryAsync(query);

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(message, json.RootElement.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Introspection_can_be_switched_off()
    {
        await using var subgraph = await TownSubgraph.StartAsync(options => options.Introspection = false);

        using var response = await subgraph.QueryAsync("{ __schema { description } }");

        Assert.Contains("INTROSPECTION_DISABLED", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static GraphQLOptions OptionsOf(Dictionary<string, string?> settings, string environment = "Production")
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddGraphQLOptions(GraphQLProfile.Open);
        return builder.Build().Services.GetRequiredService<IOptions<GraphQLOptions>>().Value;
    }
}

/// <summary>Lets a test host have the settings of another.</summary>
internal static class CopiedOptions
{
    public static void CopyTo(this GraphQLOptions from, GraphQLOptions to)
    {
        foreach (var property in typeof(GraphQLOptions).GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(to, property.GetValue(from));
        }
    }
}
