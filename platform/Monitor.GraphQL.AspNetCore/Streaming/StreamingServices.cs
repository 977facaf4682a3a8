using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>Registers what streams need.</summary>
internal static class StreamingServices
{
    public static IServiceCollection AddStreaming(this IServiceCollection services)
    {
        services.AddOptions<StreamingOptions>()
            .BindConfiguration(StreamingOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => options.AllowedOrigins.All(OriginCheck.IsOrigin),
                $"{StreamingOptions.Section}:AllowedOrigins takes origins, as https://monitor.example.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new OpenStreams(
            provider.GetRequiredService<IOptions<StreamingOptions>>().Value,
            provider.GetRequiredService<IMeterFactory>()));
        services.TryAddSingleton(provider => new StreamingParts(
            provider.GetRequiredService<IGraphQLHandler>(),
            provider.GetRequiredService<IOptions<StreamingOptions>>().Value,
            provider.GetRequiredService<OpenStreams>(),
            new StreamFailures(provider.GetRequiredService<ILogger<StreamFailures>>()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        return services;
    }

    /// <summary>Lets the requests of a route become sockets.</summary>
    public static RequestDelegate WithSockets(this IEndpointRouteBuilder endpoints, RequestDelegate route)
    {
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(route);
        return pipeline.Build();
    }
}
