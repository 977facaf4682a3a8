using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>What a subgraph's text may leave out, as the specification of federation 2.7 has it.</summary>
public sealed class SubgraphSchemaTests
{
    private const string Federation = "https://specs.apollo.dev/federation/v2.7";

    [Fact]
    public void Imported_names_stand_alone_and_others_behind_federation()
    {
        var schema = SubgraphSchema.Build($$"""
            extend schema @link(url: "{{Federation}}", import: ["@key"])
            type Query { town: Town }
            type Town @key(fields: "code") { code: ID! name: String! @federation__shareable }
            """);

        Assert.Contains("key", schema.Directives.Keys);
        Assert.Contains("federation__shareable", schema.Directives.Keys);
        Assert.DoesNotContain("shareable", schema.Directives.Keys);
        Assert.Equal("[_Entity]!", schema.QueryType!.Fields["_entities"].Type.ToString());
        Assert.Equal("[_Any!]!", schema.QueryType.Fields["_entities"].Arguments["representations"].Type.ToString());
        Assert.Equal("_Service!", schema.QueryType.Fields["_service"].Type.ToString());
    }

    [Theory]
    // Since 2.9, under the names that are imported…
    [InlineData("v2.9", "\"@cost\", \"@listSize\"", "", "@cost(weight: 2) @listSize(assumedSize: 3)")]
    [InlineData("v2.9", "", "", "@federation__cost(weight: 2) @federation__listSize(assumedSize: 3)")]
    // … and before it as one defines them oneself, in the form of IBM.
    [InlineData("v2.7", "", "directive @cost(weight: String!) on FIELD_DEFINITION", "@cost(weight: \"2.5\")")]
    public void Costs_may_be_said(string version, string imports, string definition, string directives)
    {
        var schema = SubgraphSchema.Build($$"""
            extend schema @link(url: "https://specs.apollo.dev/federation/{{version}}", import: ["@key" {{imports}}])
            {{definition}}
            type Query { towns: [String] {{directives}} }
            """);

        Assert.NotEmpty(schema.QueryType!.Fields["towns"].Directives);
    }

    [Fact]
    public void A_cost_that_makes_no_sense_is_a_fault_of_the_schema() => Assert.Throws<SchemaException>(
        () => SubgraphSchema.Build($$"""
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@listSize"])
            type Query { towns(first: Int): [String] @listSize(slicingArguments: ["fist"]) }
            """));

    [Fact]
    public void Every_directive_of_the_specification_may_be_used()
    {
        var schema = SubgraphSchema.Build($$"""
            extend schema
              @link(url: "{{Federation}}", import: ["@key", "@requires", "@provides", "@external", "@shareable", "@tag",
                "@override", "@inaccessible", "@extends", "@interfaceObject", "@composeDirective", "@authenticated",
                "@requiresScopes", "@policy", "FieldSet"])
              @link(url: "https://monitor.example/cache/v1.0", import: ["@cacheControl"])
              @composeDirective(name: "@cacheControl") @tag(name: "all")
            type Query { town: Town @provides(fields: "name") @authenticated @cacheControl(maxAge: 5, scope: PUBLIC) }
            type Town
              @key(fields: "code") @key(fields: "id", resolvable: false) @shareable @tag(name: "a") @tag(name: "b") {
              code: ID!
              id: ID! @inaccessible
              name: String! @external(reason: "elsewhere")
              size: Int @requires(fields: "name") @override(from: "old", label: "percent(5)")
              secret: Int @requiresScopes(scopes: [["a", "b"], ["c"]]) @policy(policies: [["p"]])
            }
            type Media @interfaceObject @key(fields: "id") { id: ID! }
            """);

        Assert.Equal("FieldSet!", schema.Directives["key"].Arguments["fields"].Type.ToString());
        Assert.Equal(["Town", "Media"], ((UnionType)schema.Types["_Entity"]).Members.Select(type => type.Name));
    }

    [Fact]
    public void A_name_may_be_imported_as_another()
    {
        var schema = SubgraphSchema.Build($$"""
            extend schema @link(url: "{{Federation}}", import: [{ name: "@key", as: "@primary" }, "@shareable"])
            type Query { town: Town @shareable }
            type Town @primary(fields: "code") { code: ID! }
            """);

        Assert.Contains("primary", schema.Directives.Keys);
        Assert.DoesNotContain("key", schema.Directives.Keys);
        Assert.Equal("Town", Assert.Single(((UnionType)schema.Types["_Entity"]).Members).Name);
    }

    [Fact]
    public void A_subgraph_without_queries_or_entities_still_tells_its_schema()
    {
        var schema = SubgraphSchema.Build($$"""
            extend schema @link(url: "{{Federation}}", import: ["@key"])
            type Town @key(fields: "code", resolvable: false) { code: ID! }
            """);

        Assert.Equal(["_service"], schema.QueryType!.Fields.Keys);
        Assert.DoesNotContain("_Entity", schema.Types.Keys);
    }

    [Fact]
    public void A_directive_that_is_not_imported_is_a_fault() => Assert.Contains(
        "Unknown directive \"@shareable\".",
        Assert.Throws<SchemaException>(() => SubgraphSchema.Build($$"""
            extend schema @link(url: "{{Federation}}", import: ["@key"])
            type Query { town: ID @shareable }
            """)).Message,
        StringComparison.Ordinal);
}
