using Monitor.Benchmark.Events;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Setup;

/// <summary>What makes releases, keeps them and answers from them.</summary>
internal static class ReleaseSetup
{
    public static void AddReleases(this IServiceCollection services)
    {
        services.AddSingleton<PendingReleaseStore>();
        services.AddSingleton<ReleaseStore>();
        services.AddSingleton<AggregateStore>();
        services.AddSingleton<PanelStore>();
        services.AddSingleton<ReleaseMemberStore>();
        services.AddSingleton<MeasureUseStore>();
        services.AddSingleton<RoundFactsReader>();
        services.AddSingleton<ReleaseMaker>();
        services.AddSingleton<ReleaseWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<ReleaseWorker>());
        services.AddSingleton<AggregateReader>();
        services.AddSingleton<ChangeResolvers>();
        services.AddSingleton<PolicyResolvers>();
        services.AddSingleton<RoundResolvers>();
        services.AddSingleton<RegionResolvers>();
    }
}
