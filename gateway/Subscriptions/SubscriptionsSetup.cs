namespace Monitor.Gateway.Subscriptions;

/// <summary>Adds what subscriptions need.</summary>
internal static class SubscriptionsSetup
{
    /// <param name="services">Of the gateway.</param>
    /// <param name="hears">Whether events reach this process.</param>
    public static IServiceCollection AddSubscriptions(this IServiceCollection services, bool hears)
    {
        services.AddOptions<SubscriptionOptions>()
            .BindConfiguration(SubscriptionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton(new EventSource(hears))
            .AddSingleton<LiveQueryRunner>()
            .AddSingleton<LiveQueries>()
            .AddSingleton<Subscriptions>()
            .AddHostedService<SubscriptionEvents>();
    }
}
