namespace Monitor.Gateway.Events;

/// <summary>Adds <see cref="IReplicaEvents"/>.</summary>
internal static class ReplicaEventsSetup
{
    public static IServiceCollection AddReplicaEvents(this IServiceCollection services) => services
        .AddSingleton<ReplicaEvents>()
        .AddSingleton<IReplicaEvents>(provider => provider.GetRequiredService<ReplicaEvents>())
        .AddHostedService(provider => provider.GetRequiredService<ReplicaEvents>());
}
