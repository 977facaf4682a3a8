using System.Text.RegularExpressions;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.Gateway.Tests.Planning;

/// <summary>What is sent must be valid where it is sent: held to the SDL of the subgraph itself.</summary>
public sealed class DocumentsTests
{
    private static readonly string[] shop = ["accounts", "reviews", "products", "inventory", "warehouse", "maps"];

    [Theory]
    [InlineData("{ me { name reviews { body author { email } product { inStock name shelf { map } } } } }")]
    [InlineData("{ a: product(upc: 1) { reviews(first: 1) { body } } b: product(upc: 2) { reviews { body } } }")]
    [InlineData("""
        { search(text: "a") { name ... on Product { shipping dimensions { width height } } ... on Bundle { inStock } } }
        """)]
    [InlineData("""
        mutation { rename(id: 1, name: "a") { reviews { id } } addReview(upc: 1, body: "") { product { price } } }
        """)]
    [InlineData("""
        query($n: Int!, $u: ID! = 1) {
          topProducts(first: $n) { upc: name inStock } product(upc: $u) { reviews(first: $n) { id } }
        }
        """)]
    public void Every_document_is_valid_in_its_subgraph(string query)
    {
        var schemas = shop.ToDictionary(name => name, SchemaOf);
        foreach (var fetch in PlanOf.Small("shop", query).Fetches)
        {
            Assert.Empty(Validator.Validate(schemas[fetch.Subgraph.Name], Parser.Parse(fetch.Document)));
        }
    }

    /// <summary>The SDL with what federation adds to it, and without its directives.</summary>
    private static GraphQLSchema SchemaOf(string subgraph)
    {
        var sdl = File.ReadAllText(Path.Combine(RepositoryFiles.Tests, "Graphs", "shop", $"{subgraph}.graphql"));
        var entities = Regex.Matches(sdl, @"^type (\w+)[^{]*@key", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value).ToList();
        sdl = Regex.Replace(sdl, @"^extend schema.*$", "", RegexOptions.Multiline);
        sdl = Regex.Replace(sdl, @"@(key|shareable|external|provides|requires|inaccessible)(\([^)]*\))?", "");
        var root = sdl.Contains("type Query") ? "extend type Query" : "type Query";
        return SchemaBuilder.Build($$"""
            {{sdl}}
            scalar _Any
            union _Entity = {{string.Join(" | ", entities.DefaultIfEmpty("Query"))}}
            {{root}} { _entities(representations: [_Any!]!): [_Entity]! }
            """);
    }
}
