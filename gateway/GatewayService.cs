using Microsoft.Extensions.Options;
using Monitor.Dapr;
using Monitor.Gateway.Access;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Events;
using Monitor.Gateway.Execution;
using Monitor.Gateway.Forwarding;
using Monitor.Gateway.Membership;
using Monitor.Gateway.Redis;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Serving;
using Monitor.Gateway.Shedding;
using Monitor.Gateway.Subgraphs;
using Monitor.Gateway.Subscriptions;
using Monitor.Gateway.Telemetry;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.AspNetCore.Documents;
using Monitor.Hosting;

namespace Monitor.Gateway;

/// <summary>The parts of the gateway.</summary>
public static class GatewayService
{
    /// <summary>Reads settings and command line, and adds everything that the gateway owns.</summary>
    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder, string[] args)
    {
        builder.Configuration.AddCommandLine(args, CommandLine.Switches);
        if (builder.Configuration.GetValue<int?>("Gateway:Port") is { } port)
        {
            // Clients of other people's say localhost, which may be ::1 to them; of port 0 only one can be had.
            var host = IsAlone(builder.Configuration) && port != 0 ? "localhost" : "127.0.0.1";
            builder.WebHost.UseUrls($"http://{host}:{port}");
        }
        var transport = TransportOf(builder.Configuration);
        if (IsAlone(builder.Configuration))
        {
            builder.Services.AddSingleton(TimeProvider.System);
            builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

            // With it every request and every fetch is an activity, which nobody here listens to: who sends a
            // traceparent has it passed on as it is.
            builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        }
        else
        {
            builder.AddMonitorDefaults("gateway");
        }
        builder.AddDoorkeeping(IsAlone(builder.Configuration));
        AddSettings(builder, transport);
        AddTransport(builder, transport);
        builder.AddMembership(IsAlone(builder.Configuration));
        builder.Services.AddSingleton<CurrentGraph>();
        builder.Services.AddHostedService<SupergraphWatch>();
        builder.Services.AddHealthChecks().AddCheck<SupergraphHealth>("supergraph", tags: [Health.Ready]);
        builder.Services.AddSingleton<RedisCalls>();
        builder.Services.AddReplicaEvents();
        builder.Services.AddAggregates();
        builder.Services.AddSingleton<IPersistedQueries, RedisPersistedQueries>();
        builder.Services.AddSingleton<SubgraphClient>();
        builder.Services.AddSingleton<QueriesUnderWay>();
        builder.Services.AddSingleton<CallerAccess>();
        builder.Services.AddSingleton<OperationMetrics>();
        builder.Services.AddSingleton<Operations>();
        builder.Services.AddSubscriptions(
            transport == Transport.Dapr || builder.Configuration.GetConnectionString("Redis") is { Length: > 0 });
        builder.Services.AddGraphQL(
            services => ActivatorUtilities.CreateInstance<GatewayHandler>(services),
            IsAlone(builder.Configuration) ? GraphQLProfile.Foreign : GraphQLProfile.Open);
        return builder;
    }

    /// <summary>
    /// Maps /graphql, the addresses that are forwarded, health, and what the sidecar delivers. A supergraph that cannot
    /// be served stops here.
    /// </summary>
    public static WebApplication MapGateway(this WebApplication app)
    {
        app.UseDoorkeeping();
        if (IsAlone(app.Configuration))
        {
            app.MapHealth();
        }
        else
        {
            app.MapMonitorDefaults();
        }
        app.UseSubjectLimit();
        if (TransportOf(app.Configuration) == Transport.Dapr)
        {
            app.MapDapr();
            var subscriptions = app.Services.GetRequiredService<CurrentGraph>().Now.Graph.Events;
            app.MapHeardEvents([.. AggregateEvents.Topics, .. MembershipTopics(app), .. subscriptions.Topics]);
        }
        app.MapGraphQL();
        app.MapForwarding(IsAlone(app.Configuration));
        LogStart(app);
        return app;
    }

    private static IEnumerable<HeardTopic> MembershipTopics(WebApplication app) =>
        app.Services.GetRequiredService<Callers>().AreLookedUp
            ? [MembershipChanges.TopicOf(app.Services.GetRequiredService<IOptions<MembershipOptions>>().Value)]
            : [];

    /// <summary>Other people's subgraphs: no sidecar, no tokens of ours, nothing to check.</summary>
    private static bool IsAlone(IConfiguration settings) =>
        TransportOf(settings) == Transport.Direct
        && (settings["Authentication:Authority"] ?? settings["Authentication:KeysFile"]) is null;

    private static Transport TransportOf(IConfiguration settings) =>
        settings.GetValue<Transport?>("Gateway:Transport")
        ?? (settings["DAPR_HTTP_PORT"] is { Length: > 0 } ? Transport.Dapr : Transport.Direct);

    private static void AddSettings(WebApplicationBuilder builder, Transport transport)
    {
        var refuseKey = transport == Transport.Direct && builder.Environment.IsProduction();
        builder.Services.AddOptions<GatewayOptions>()
            .BindConfiguration(GatewayOptions.Section).ValidateDataAnnotations()
            .Validate<IConfiguration>(
                (_, settings) => !refuseKey || settings["Direct:Key"] is not { Length: > 0 },
                "Production refuses --transport direct against our own services (Direct:Key is set): use the sidecar.")
            .Validate(
                options => options.Forward?.All(forward => forward.Fault is null) != false,
                "Gateway:Forward holds a line that cannot be: see the ranges of Prefix, App, Methods, BodyBytes, "
                + "AnswerBytes, Timeout and Concurrent.")
            .ValidateOnStart();
        builder.Services.AddOptions<FieldAccessOptions>()
            .BindConfiguration(FieldAccessOptions.Section)
            .Validate(
                options => options.Policies.All(policy => policy.Name.Length > 0),
                "FieldAccess:Policies holds a policy without a Name.")
            .ValidateOnStart();
        SubgraphSettings.AddTo(builder.Services, builder.Configuration, IsAlone(builder.Configuration));
        builder.Services.AddOptions<PlannerOptions>()
            .BindConfiguration(PlannerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<AggregateOptions>()
            .BindConfiguration(AggregateOptions.Section).ValidateDataAnnotations().ValidateOnStart();
    }

    private static void AddTransport(WebApplicationBuilder builder, Transport transport)
    {
        if (transport == Transport.Dapr)
        {
            builder.AddDapr();
            builder.Services.AddSingleton<ISubgraphTransport, DaprTransport>();
        }
        else
        {
            builder.Services.AddSingleton<ISubgraphTransport, DirectTransport>();
        }
    }

    private static void LogStart(WebApplication app)
    {
        var graph = app.Services.GetRequiredService<CurrentGraph>().Now.Graph;
        app.Services.GetRequiredService<ILogger<GatewayHandler>>().Serving(
            app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.Supergraph,
            string.Join(", ", graph.Subgraphs),
            TransportOf(app.Configuration),
            app.Services.GetRequiredService<AggregateCache>().IsConfigured ? "Redis" : "none");
        var access = app.Services.GetRequiredService<CallerAccess>();
        foreach (var policy in graph.Access.Policies.Where(policy => !access.Knows(policy)))
        {
            app.Services.GetRequiredService<ILogger<CallerAccess>>().PolicyUnknown(policy);
        }
    }
}
