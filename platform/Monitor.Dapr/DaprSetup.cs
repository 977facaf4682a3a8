using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Monitor.Dapr;

/// <summary>What a process calls to speak with its sidecar: the list of this project's parts.</summary>
public static class DaprSetup
{
    /// <summary>
    /// Adds <see cref="DaprClient"/> and, where the process has a database (<c>AddPostgres</c>), <see cref="Outbox"/>
    /// with its relay, <see cref="Inbox"/>, and catching up.
    /// </summary>
    public static IHostApplicationBuilder AddDapr(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<DaprClient>();
        builder.Services.AddSingleton<Outbox>();
        builder.Services.AddSingleton<Inbox>();
        return builder;
    }

    /// <summary>
    /// Maps what the sidecar asks (<c>GET /dapr/subscribe</c>, <c>/dapr/config</c>), and for the apps that hear this
    /// one's events <c>GET /events?after=N&amp;limit=M</c>.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="subscribers">App ids that may ask for this app's events; none: it publishes nothing.</param>
    public static IEndpointRouteBuilder MapDapr(this IEndpointRouteBuilder app, params string[] subscribers) =>
        throw new NotImplementedException();

    /// <summary>Has <typeparamref name="THandler"/> handle a topic of another app.</summary>
    /// <param name="app">The application.</param>
    /// <param name="topic">As in <c>response.submitted</c>; the type heard is <c>nl.monitor.&lt;topic&gt;.v1</c>.</param>
    /// <param name="publisher">App id that publishes it: events of any other source are dropped.</param>
    public static IEndpointRouteBuilder MapEvent<TEvent, THandler>(
        this IEndpointRouteBuilder app, string topic, string publisher)
        where THandler : class, IHandle<TEvent> =>
        throw new NotImplementedException();
}
