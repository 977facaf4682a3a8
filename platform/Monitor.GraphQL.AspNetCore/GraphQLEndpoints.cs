using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitor.GraphQL.AspNetCore.Documents;
using Monitor.GraphQL.AspNetCore.GraphiQL;
using Monitor.GraphQL.AspNetCore.Limits;
using Monitor.GraphQL.AspNetCore.Streaming;
using Monitor.GraphQL.AspNetCore.Ways;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Serves GraphQL over HTTP.</summary>
public static class GraphQLEndpoints
{
    /// <summary>Adds the door's settings (section <c>GraphQL</c>) and what answers behind it.</summary>
    /// <param name="services">The application's.</param>
    /// <param name="handler">Makes what answers.</param>
    /// <param name="usual">The limits to start from where <c>GraphQL:Profile</c> names none.</param>
    public static IServiceCollection AddGraphQL<THandler>(
        this IServiceCollection services,
        Func<IServiceProvider, THandler> handler,
        GraphQLProfile usual = GraphQLProfile.Open)
        where THandler : class, IGraphQLHandler
    {
        services.AddGraphQLOptions(usual);
        services.AddStreaming();
        services.AddNamedDocuments();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ExecutionLimits(
            provider.GetRequiredService<IOptions<GraphQLOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IExecutionPlaces>(provider => provider.GetRequiredService<ExecutionLimits>());
        services.TryAddSingleton<IGraphQLHandler>(provider =>
            new LimitedHandler(handler(provider), provider.GetRequiredService<ExecutionLimits>())
                .WithNamedDocuments(provider));
        return services;
    }

    /// <summary>
    /// Opens the door at <paramref name="path"/> to what <see cref="AddGraphQL"/> added. Conventions that are set on
    /// the result hold for every way in.
    /// </summary>
    /// <exception cref="Execution.BindingException">The schema and its resolvers do not fit.</exception>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        // Made now, so that a wrong schema or binding stops the start and not a request.
        var services = endpoints.ServiceProvider;
        var handler = services.GetRequiredService<IGraphQLHandler>();
        var options = services.GetRequiredService<IOptions<GraphQLOptions>>().Value;
        var log = services.GetRequiredService<ILogger<GraphQLDoor>>();

        var streaming = services.GetRequiredService<StreamingParts>();
        var door = endpoints.WithSockets(new GraphQLDoor(path, handler, options, streaming, log).AnswerAsync);

        var routes = endpoints.MapGroup(path);
        routes.Map("", door).WithDisplayName($"GraphQL {path}");
        routes.MapMethods(
            "/schema.graphql",
            [HttpMethods.Get, HttpMethods.Head],
            new SchemaDocument(handler, options).AnswerAsync);
        if (options.GraphiQL)
        {
            routes.MapGet("/graphiql/{file}", (RequestDelegate)GraphiQLPage.WriteFileAsync);
        }

        return routes;
    }
}
