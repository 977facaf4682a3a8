using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>Makes a schema of its definition language.</summary>
public static class SchemaBuilder
{
    public static GraphQLSchema Build(Document document) => throw new NotImplementedException(document.ToString());
}
