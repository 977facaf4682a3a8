using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

using Monitor.Hosting;

using Npgsql;

namespace Monitor.Dapr;

/// <summary>What a process calls to speak with its sidecar: the list of this project's parts.</summary>
public static class DaprSetup
{
    /// <summary>
    /// Adds <see cref="DaprClient"/> and catching up and, where the process has a database (call <c>AddPostgres</c>
    /// first), <see cref="Outbox"/> with its relay and <see cref="Inbox"/>.
    /// </summary>
    public static IHostApplicationBuilder AddDapr(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        AddSettings(builder);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DaprClient>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<EventDispatcher>();
        if (services.Any(service => service.ServiceType == typeof(NpgsqlDataSource)))
        {
            services.AddMigrations(typeof(DaprSetup).Assembly, "events");
            services.AddPersonalTables(
            [
                new PersonalTable("outbox", "Events for some days: ids and pseudonyms, which lead nowhere."),
                .. PersonalTable.OfNobody("outbox_position", "inbox", "positions"),
            ]);
            services.AddSingleton<Outbox>();
            services.AddSingleton<OutboxStore>();
            services.AddSingleton<IActCollector, OutboxActs>();
            services.AddSingleton<Inbox>();
            services.AddSingleton<IHandledEvents, InboxStore>();
            services.AddHostedService<OutboxRelay>();
            services.AddHostedService<EventRetention>();
        }
        else
        {
            services.AddSingleton<IHandledEvents, HandledInMemory>();
        }
        services.AddSingleton<CatchUp>();
        services.AddHostedService(provider => provider.GetRequiredService<CatchUp>());
        return builder;
    }

    /// <summary>
    /// Maps what the sidecar asks (<c>GET /dapr/subscribe</c>, <c>/dapr/config</c>), and for the apps that hear this
    /// one's events <c>GET /events?after=N&amp;limit=M</c>.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="subscribers">App ids that may ask for this app's events; none: it publishes nothing.</param>
    public static IEndpointRouteBuilder MapDapr(this IEndpointRouteBuilder app, params string[] subscribers)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(subscribers);
        DeliveryRoute.MapQuestions(app);
        if (subscribers.Length > 0)
        {
            EventsRoute.Map(app, subscribers);
        }
        return app;
    }

    /// <summary>
    /// Has <typeparamref name="THandler"/> handle a topic of another app. A topic that several apps publish is mapped
    /// once for each.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="topic">As in <c>response.submitted</c>; its type is <c>nl.monitor.&lt;topic&gt;.v1</c>.</param>
    /// <param name="publisher">App id that publishes it: events of any other source are dropped.</param>
    /// <exception cref="InvalidOperationException">The topic of this publisher has a handler already.</exception>
    public static IEndpointRouteBuilder MapEvent<TEvent, THandler>(
        this IEndpointRouteBuilder app, string topic, string publisher)
        where THandler : class, IHandle<TEvent>
    {
        ArgumentNullException.ThrowIfNull(app);
        var subscription = Subscription.Of<TEvent, THandler>(topic, publisher);
        return Map(app, subscription);
    }

    /// <summary>Has a function handle a topic of another app: for who handles many topics in one way.</summary>
    /// <param name="app">The application.</param>
    /// <param name="topic">As in <c>response.submitted</c>; its type is <c>nl.monitor.&lt;topic&gt;.v1</c>.</param>
    /// <param name="publisher">App id that publishes it: events of any other source are dropped.</param>
    /// <param name="handle">As <see cref="IHandle{TEvent}.HandleAsync"/>.</param>
    /// <exception cref="InvalidOperationException">The topic of this publisher has a handler already.</exception>
    public static IEndpointRouteBuilder MapEvent<TEvent>(
        this IEndpointRouteBuilder app,
        string topic,
        string publisher,
        Func<Received<TEvent>, CancellationToken, Task<Delivery>> handle)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(handle);
        var subscription = Subscription.Of(topic, publisher, handle);
        return Map(app, subscription);
    }

    private static IEndpointRouteBuilder Map(IEndpointRouteBuilder app, Subscription subscription)
    {
        if (app.ServiceProvider.GetRequiredService<Subscriptions>().Add(subscription))
        {
            DeliveryRoute.Map(app, subscription);
        }

        return app;
    }

    private static void AddSettings(IHostApplicationBuilder builder)
    {
        var environment = builder.Environment;
        builder.Services.AddOptions<DaprOptions>()
            .BindConfiguration(DaprOptions.Section)
            .Configure<IConfiguration>((options, settings) =>
            {
                options.AppId = settings["APP_ID"] is { Length: > 0 } id ? id : environment.ApplicationName;
                options.HttpPort = settings.GetValue<int?>("DAPR_HTTP_PORT");
                options.ApiToken = settings["DAPR_API_TOKEN"];
            })
            .ValidateDataAnnotations()
            .Validate(
                options => !environment.IsProduction() || options.HttpPort is not null,
                "Production needs DAPR_HTTP_PORT: without a sidecar no call and no event goes out.")
            .Validate<IConfiguration>(
                (_, settings) => !environment.IsProduction() || settings["APP_ID"] is { Length: > 0 },
                "Production needs APP_ID: subscribers know this app's events by it.")
            .ValidateOnStart();
    }
}
