namespace Monitor.Gateway.Aggregates;

/// <summary>Adds the cache of aggregates.</summary>
internal static class AggregatesSetup
{
    public static IServiceCollection AddAggregates(this IServiceCollection services) => services
        .AddSingleton<AggregateCache>()
        .AddSingleton<AggregateEvents>()
        .AddSingleton<Leases>()
        .AddSingleton<SharedReads>()
        .AddSingleton<BackgroundRefills>();
}
