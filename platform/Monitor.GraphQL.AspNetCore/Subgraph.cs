using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>What an endpoint serves: a bound schema, and the documents it has seen.</summary>
internal sealed class Subgraph(ExecutableSchema schema, GraphQLOptions options)
{
    public GraphQLOptions Options { get; } = options;

    public Executor Executor { get; } = new(schema);

    public DocumentCache Documents { get; } = new(schema.Schema, options);
}
