namespace Monitor.Gateway.Events;

/// <summary>Adds <see cref="IReplicaEvents"/> and what passes events on to it.</summary>
internal static class ReplicaEventsSetup
{
    public static IServiceCollection AddReplicaEvents(this IServiceCollection services) => services
        .AddSingleton<HeardEvents>()
        .AddSingleton<ReplicaEvents>()
        .AddSingleton<IReplicaEvents>(provider => provider.GetRequiredService<ReplicaEvents>())
        .AddHostedService(provider => provider.GetRequiredService<ReplicaEvents>());
}
