using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Monitor.GraphQL.AspNetCore.Streaming;

namespace Monitor.Hosting;

/// <summary>What every process of Monitor shares.</summary>
public static class MonitorDefaults
{
    /// <summary>
    /// Adds logs (one line of JSON each), traces and metrics (where OTEL_EXPORTER_OTLP_ENDPOINT is set), health,
    /// tokens, callers, limits, the clock and a graceful stop.
    /// </summary>
    /// <param name="builder">The process to be.</param>
    /// <param name="name">Its Dapr app id: "gateway", "scoring".</param>
    public static IHostApplicationBuilder AddMonitorDefaults(this IHostApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddHealthChecks();
        AddLogs(builder.Logging);
        TelemetryExport.AddTo(builder.Services, builder.Configuration, name);
        AddTokens(builder);
        AddCallers(builder);
        AddLimits(builder.Services);
        return builder;
    }

    /// <summary>Puts callers and tokens in front of every route, and maps the health addresses.</summary>
    public static WebApplication MapMonitorDefaults(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseRequestTimeouts();
        app.UseMiddleware<TimeLeftLimit>();
        app.UseMiddleware<CallerAccess>();

        // Left out, the framework puts it before everything else: whoever is turned away would cost a check of a token.
        app.UseAuthentication();
        app.UseMiddleware<TokenCheck>();
        app.UseMiddleware<IdempotencyHeader>();
        app.MapHealth();
        return app;
    }

    private static void AddLogs(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddConsole(console => console.FormatterName = JsonLineFormatter.FormatterName);
        logging.AddConsoleFormatter<JsonLineFormatter, ConsoleFormatterOptions>();

        // A line per request and per SQL command drowns the rest. First in the list, as the last rule that fits wins:
        // the settings Logging:LogLevel bring them back.
        logging.Services.Configure<LoggerFilterOptions>(filters =>
        {
            foreach (var category in (string[])["Microsoft.AspNetCore", "System.Net.Http", "Npgsql"])
            {
                filters.Rules.Insert(0, new LoggerFilterRule(null, category, LogLevel.Warning, null));
            }
        });
    }

    private static void AddTokens(IHostApplicationBuilder builder)
    {
        var isProduction = builder.Environment.IsProduction();
        builder.Services.AddOptions<AuthenticationOptions>()
            .BindConfiguration(AuthenticationOptions.Section).ValidateDataAnnotations()
            .Validate(
                options => options.Authority is null || options.KeysFile is null,
                "Set Authentication:Authority or Authentication:KeysFile, not both.")
            .Validate(
                options => (options.Authority ?? options.KeysFile) is null || options.Issuer is not null,
                "Authentication:Issuer is missing: the token's iss.")
            .Validate(
                options => !isProduction || (options.Authority ?? options.KeysFile) is not null,
                "Production needs Authentication:Authority or Authentication:KeysFile.")
            .Validate(
                options => options.Authority is not { } authority || IsAddress(authority, isProduction),
                "Authentication:Authority must be an https address (http outside Production).")
            .ValidateOnStart();
        builder.Services.AddSingleton(services => KeysOf(services, isProduction));
        builder.Services.AddSingleton<IConfigureOptions<JwtBearerOptions>, TokenRules>();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).ValidateOnStart();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddSingleton<IConnectionAuthentication, ConnectionTokens>();
    }

    private static bool IsAddress(string text, bool isProduction) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (!isProduction && address.Scheme == Uri.UriSchemeHttp));

    private static ISigningKeys KeysOf(IServiceProvider services, bool isProduction)
    {
        var options = services.GetRequiredService<IOptions<AuthenticationOptions>>().Value;
        var clock = services.GetRequiredService<TimeProvider>();
        return options switch
        {
            { KeysFile: { } file } => new FileKeys(
                file, isProduction, TimeProvider.System, services.GetRequiredService<ILogger<FileKeys>>()),
            { Authority: not null } => new ProviderKeys(
                options, isProduction, clock, services.GetRequiredService<ILogger<ProviderKeys>>()),
            _ => new NoKeys(),
        };
    }

    private static void AddCallers(IHostApplicationBuilder builder)
    {
        var isProduction = builder.Environment.IsProduction();
        builder.Services.AddOptions<AccessOptions>()
            .BindConfiguration(AccessOptions.Section)
            .Configure<IConfiguration>((options, settings) =>
            {
                options.AppApiToken = NullIfEmpty(settings["APP_API_TOKEN"]);
                options.DirectKey = NullIfEmpty(settings["Direct:Key"]);
            })
            .Validate(
                options => !isProduction || options.AppApiToken is not null,
                "Production needs APP_API_TOKEN: without it nobody knows which app calls.")
            .Validate(options => !isProduction || !options.AnyCaller, "Production refuses Access:AnyCaller.")
            .ValidateOnStart();
    }

    private static void AddLimits(IServiceCollection services)
    {
        services.AddOptions<LimitOptions>()
            .BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitOptions>>((kestrel, limits) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = limits.Value.BodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = limits.Value.HeaderBytes;
            kestrel.Limits.RequestHeadersTimeout = limits.Value.HeadersTimeout;
        });
        services.AddOptions<HostOptions>().Configure<IOptions<LimitOptions>>(
            (host, limits) => host.ShutdownTimeout = limits.Value.StopTimeout);
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<LimitOptions>>((timeouts, limits) =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = limits.Value.RequestTimeout,
                WriteTimeoutResponse = context => Refusal.WriteAsync(
                    context, StatusCodes.Status504GatewayTimeout, "TIMEOUT", "This took too long; ask for less."),
            });
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
