using Monitor.GraphQL.Cost;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Makes a whole schema of a subgraph's text: adds what Apollo Federation 2 lets it leave out.</summary>
public static class SubgraphSchema
{
    /// <exception cref="SyntaxException">The text is not GraphQL.</exception>
    /// <exception cref="SchemaException">The schema has faults; all are listed.</exception>
    public static GraphQLSchema Build(string sdl)
    {
        var written = Parser.Parse(sdl, ParserOptions.Schema);
        var added = Parser.Parse(FederationDefinitions.For(written), ParserOptions.Schema);
        var schema = SchemaBuilder.Build(new Document([.. written.Definitions, .. added.Definitions]));
        CostDirectiveRules.Check(schema);
        return schema;
    }
}
