using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Serves GraphQL over HTTP.</summary>
public static class GraphQLEndpoints
{
    /// <summary>
    /// Serves the subgraph at <paramref name="path"/>: <c>POST</c> with <c>application/json</c>; everything else gets a
    /// GraphQL error that says what to do.
    /// </summary>
    /// <exception cref="Execution.BindingException">The schema and its resolvers do not fit.</exception>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        // Made now, so that a wrong schema or binding stops the start and not a request.
        var subgraph = endpoints.ServiceProvider.GetRequiredService<Subgraph>();
        var log = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Monitor.GraphQL");
        var endpoint = new SubgraphEndpoint(subgraph, log);
        return endpoints.Map(path, (RequestDelegate)endpoint.AnswerAsync).WithDisplayName($"GraphQL {path}");
    }
}
