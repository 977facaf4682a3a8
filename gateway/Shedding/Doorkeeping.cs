using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Monitor.Gateway.Shedding;

/// <summary>What stands before everything else: load shedding and rate limits.</summary>
internal static class Doorkeeping
{
    /// <param name="builder">The gateway to be.</param>
    /// <param name="isAlone">Before other people's subgraphs: no rate limits unless the settings say so.</param>
    public static void AddDoorkeeping(this WebApplicationBuilder builder, bool isAlone)
    {
        builder.Services.AddOptions<SheddingOptions>()
            .Configure(options => options.MostAtOnce = isAlone ? 1_024 : options.MostAtOnce)
            .BindConfiguration(SheddingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<RateLimitOptions>()
            .BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations()
            .Validate(
                options =>
                    RateLimitOptions.AreNetworks(options.Exempt) && RateLimitOptions.AreNetworks(options.Proxies),
                "Gateway:RateLimit:Exempt and :Proxies take networks, as 10.1.0.0/16.")
            .PostConfigure(options => options.Enabled ??= !isAlone)
            .ValidateOnStart();
        builder.Services.AddSingleton<Admission>();
        builder.Services.AddSingleton<RateLimits>();
        builder.Services.AddSingleton<OperationRate>();
    }

    /// <summary>Who is turned away here costs no token check and no reading of a body.</summary>
    public static void UseDoorkeeping(this WebApplication app)
    {
        SheddingMetrics.Watch(app.Services.GetRequiredService<Admission>());
        var limits = LimitsOf(app);
        if (limits.ProxyNetworks is { Count: > 0 } proxies)
        {
            app.UseForwardedHeaders(Trusting(proxies));
        }
        app.UseMiddleware<LoadShedding>();
        if (limits.Enabled == true)
        {
            app.UseAddressLimit(app.Services.GetRequiredService<RateLimits>());
        }
    }

    /// <summary>Stands behind the check of tokens.</summary>
    public static void UseSubjectLimit(this WebApplication app)
    {
        if (LimitsOf(app).Enabled == true)
        {
            app.UseSubjectLimit(app.Services.GetRequiredService<RateLimits>());
        }
    }

    private static RateLimitOptions LimitsOf(WebApplication app) =>
        app.Services.GetRequiredService<IOptions<RateLimitOptions>>().Value;

    private static ForwardedHeadersOptions Trusting(IEnumerable<System.Net.IPNetwork> proxies)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor,
            ForwardLimit = null,   // through as many of ours as there are
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownIPNetworks.Add(proxy);
        }
        return options;
    }
}
