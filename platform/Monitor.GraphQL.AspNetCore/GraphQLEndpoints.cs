using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Serves GraphQL over HTTP.</summary>
public static class GraphQLEndpoints
{
    /// <summary>Answers <c>POST</c> with <c>application/json</c> at <paramref name="path"/>.</summary>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints, string path = "/graphql") =>
        throw new NotImplementedException(path + endpoints);
}
