using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.AspNetCore.Limits;

/// <summary>Holds any handler to the limits of execution, whichever way requests come in.</summary>
/// <remarks>
/// A subscription counts until it has begun; its stream holds no place while it waits, and each event takes one.
/// </remarks>
internal sealed class LimitedHandler(IGraphQLHandler handler, ExecutionLimits limits) : IGraphQLHandler
{
    public GraphQLSchema Schema => handler.Schema;

    public Task<GraphQLReply> HandleAsync(
        GraphQLRequest request, GraphQLCall call, CancellationToken cancellationToken) =>
        limits.RunAsync(stop => handler.HandleAsync(request, call, stop), cancellationToken);
}
