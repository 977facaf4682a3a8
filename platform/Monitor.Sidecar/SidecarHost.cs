using System.Net;

namespace Monitor.Sidecar;

/// <summary>The stand-in for daprd: one process, a port for the sidecar of each app.</summary>
public static class SidecarHost
{
    private const string ReadSettingsOnce = "--hostBuilder:reloadConfigOnChange=false";
    private const int LargestHeaders = 16 * 1024;       // daprd: 4 KiB unless read-buffer-size is set

    /// <summary>Builds the process; nothing listens before it runs.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="settings">What would stand in the environment (tokens, MONITOR_BROKER_HOST); for tests.</param>
    /// <exception cref="SidecarException">Production, or a file that is wrong.</exception>
    public static WebApplication Build(
        SidecarArguments arguments, IReadOnlyDictionary<string, string?>? settings = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [ReadSettingsOnce] });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        RefuseProduction(builder);
        Listen(builder, arguments);
        AddLogs(builder);
        AddParts(builder.Services, arguments, SidecarResources.Read(arguments, builder.Configuration));

        var app = builder.Build();
        var pipeline = app.Services.GetRequiredService<SidecarPipeline>();
        app.Run(pipeline.HandleAsync);
        return app;
    }

    private static void AddParts(IServiceCollection services, SidecarArguments arguments, SidecarResources resources)
    {
        services.AddSingleton(arguments);
        services.AddSingleton(resources);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new SidecarApps([.. arguments.Apps.Select(address => new SidecarApp(
            address,
            resources.AccessByApp[address.Id],
            provider.GetRequiredService<IConfiguration>(),
            hasHealthCheck: arguments.HealthPath is not null))]));
        services.AddSingleton<AppConnections>();
        services.AddSingleton<Brokers>();
        services.AddSingleton<SidecarPipeline>();
        services.AddSingleton<Invocation>();          // sections 2 and 3 of the contract: calls, tokens
        services.AddSingleton<PublishRoute>();        // 4: publish
        services.AddSingleton<BulkPublishRoute>();
        services.AddSingleton<SubscriptionReader>();  // 5: subscribe
        services.AddSingleton<Consumers>();           // 6 and 8: delivery from Redis Streams
        services.AddSingleton<Delivery>();
        services.AddSingleton<HealthProbe>();         // 7: health
        services.AddHostedService<AppRunner>();
    }

    private static void RefuseProduction(WebApplicationBuilder builder)
    {
        // Not IsProduction(): that is also what an unset variable means, and a laptop sets none.
        var stated = builder.Configuration["ASPNETCORE_ENVIRONMENT"] ?? builder.Configuration["DOTNET_ENVIRONMENT"];
        if (string.Equals(stated, Environments.Production, StringComparison.OrdinalIgnoreCase))
        {
            throw new SidecarException("This is a development stand-in; Production runs daprd.");
        }
    }

    private static void Listen(WebApplicationBuilder builder, SidecarArguments arguments) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = arguments.LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
            foreach (var app in arguments.Apps)
            {
                kestrel.Listen(IPAddress.Loopback, app.SidecarPort);
            }
        });

    private static void AddLogs(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // Otherwise Kestrel makes an Activity for each call, which nobody reads.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }
}
