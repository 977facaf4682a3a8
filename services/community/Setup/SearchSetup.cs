using Monitor.Community.Clock;
using Monitor.Community.Graph;
using Monitor.Community.Seeding;
using Monitor.Community.Storage;
using Monitor.Hosting;

namespace Monitor.Community.Setup;

/// <summary>Finding what was written.</summary>
internal static class SearchSetup
{
    public static void AddSearch(this IServiceCollection services) => services
        .AddSingleton<ObjectiveTextStore>()
        .AddSingleton<SearchStore>()
        .AddSingleton<SearchWindow>()
        .AddHostedService<SearchClock>()
        .AddSingleton<SearchResolvers>()
        .AddSingleton<FittingTipStore>()
        .AddSingleton<FittingTipResolvers>()
        .AddSingleton<ISeeder, ObjectiveTextSeeder>()
        .AddSingleton<ISeeder, TopicSeeder>();
}
