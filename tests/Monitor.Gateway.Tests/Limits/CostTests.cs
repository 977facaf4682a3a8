using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.Cost;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.Gateway.Tests.Limits;

/// <summary>What operations cost on the graph that is served, and on supergraphs of others.</summary>
public sealed class CostTests
{
    private static readonly GraphQLSchema Api =
        SupergraphReader.Read(File.ReadAllText(RepositoryFiles.Supergraph)).Api;

    [Theory]
    [InlineData("Report")]
    [InlineData("Region")]
    [InlineData("Dashboard")]
    public async Task The_views_that_front_end_teams_use_stay_well_within_the_strict_profile(string view)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(
            RepositoryFiles.Tests, "..", "Monitor.EndToEnd.Tests", "Queries", $"{view}.graphql"));
        var strict = new ValidationOptions
        {
            MaxDepth = 6,
            MaxFields = 500,
            MaxAliases = 0,
            MaxRootFields = 1,
            MaxDirectives = 0,
            MaxFragmentSpreads = 0,
            MaxListSize = 1,
        };

        var estimate = Estimate(Api, text, strict);

        Assert.InRange(estimate.Cost.Larger, 20, 1_500);   // the strict profile allows 5,000
    }

    [Theory]
    // What pages and known lists allow…
    [InlineData("{ municipalities(first: 500) { nodes { name regions { name } } } }", null)]
    [InlineData("{ regions { name municipalities { name } aggregate(round: 2017) { objectives { n } } } }", null)]
    // … and lists within lists do not.
    [InlineData("{ regions { municipalities { regions { municipalities { name } } } } }", "COST_TOO_HIGH")]
    [InlineData("{ municipalities(first: 500) { nodes { regions { municipalities { name } } } } }", "COST_TOO_HIGH")]
    [InlineData("{ municipalities(first: 2147483647) { nodes { name } } }", "LIST_TOO_LONG")]
    [InlineData("{ municipalities(first: -1) { nodes { name } } }", "BAD_USER_INPUT")]
    public void Lists_cost_what_may_be_in_them(string query, string? code) => Assert.Equal(
        code is null ? [] : [code],
        Estimate(Api, query).Errors.Select(error => (string)error.Extensions!["code"]!));

    [Theory]
    [InlineData("questionnaire")]
    [InlineData("scoring")]
    [InlineData("benchmark")]
    [InlineData("community")]
    public async Task What_a_service_says_of_costs_makes_sense(string service)
    {
        var sdl = await File.ReadAllTextAsync(Path.Combine(
            RepositoryFiles.Tests, "..", "..", "services", service, "Graph", "schema.graphql"));

        _ = SubgraphSchema.Build(sdl);
    }

    [Fact]
    public void Clients_see_what_things_cost()
    {
        var sdl = SchemaPrinter.Print(Api);

        Assert.Contains("directive @cost(weight: Int!) on", sdl, StringComparison.Ordinal);
        Assert.Equal(
            ["listSize"],
            Api.QueryType!.Fields["municipalities"].Directives.Select(directive => directive.Name.Value));
        Assert.Equal(
            ["cost", "listSize"],
            ((ObjectType)Api.Types["Municipality"]).Fields["suggestions"].Directives.Select(d => d.Name.Value));
    }

    [Fact]
    public void A_supergraph_may_call_the_directives_otherwise()
    {
        var api = ApiSchema.Of(Parser.Parse("""
            schema
              @link(url: "https://specs.apollo.dev/link/v1.0")
              @link(url: "https://specs.apollo.dev/cost/v0.1", import: [{ name: "@cost", as: "@price" }])
            { query: Query }
            directive @link(url: String, import: [link__Import]) repeatable on SCHEMA
            scalar link__Import
            directive @price(weight: Int!) on FIELD_DEFINITION
            directive @cost__listSize(assumedSize: Int) on FIELD_DEFINITION
            type Query { users: [User] @price(weight: 7) @cost__listSize(assumedSize: 3) }
            type User { name: String }
            """));

        Assert.Equal(new OperationCost(7, 4), Estimate(api, "{ users { name } }").Cost);
    }

    private static CostEstimate Estimate(GraphQLSchema schema, string query, ValidationOptions? limits = null)
    {
        var document = Parser.Parse(query);
        Assert.Empty(Validator.Validate(schema, document, limits));
        return new CostModel(schema, new CostOptions())
            .Estimate(document, (OperationDefinition)document.Definitions[0], null);
    }
}
