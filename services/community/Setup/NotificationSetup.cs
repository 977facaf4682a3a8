using Monitor.Community.Clock;
using Monitor.Community.Events;
using Monitor.Community.Graph;
using Monitor.Community.Storage;

namespace Monitor.Community.Setup;

/// <summary>What members follow, and what they are told of.</summary>
internal static class NotificationSetup
{
    public static void AddNotifications(this IServiceCollection services) => services
        .AddSingleton<FollowStore>()
        .AddSingleton<NotificationStore>()
        .AddSingleton<NotificationJobs>()
        .AddSingleton<NotificationResolvers>()
        .AddSingleton<NotificationMutations>()
        .AddSingleton<FollowingResolvers>()
        .AddSingleton<WeakSpots>()
        .AddSingleton<NotificationClock>()
        .AddHostedService(services => services.GetRequiredService<NotificationClock>())
        .AddSingleton<DigestClock>()
        .AddHostedService(services => services.GetRequiredService<DigestClock>());
}
