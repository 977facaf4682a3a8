using Monitor.Benchmark.Events;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Setup;

/// <summary>What makes later editions of a release, keeps errata and answers from them.</summary>
internal static class EditionSetup
{
    public static void AddEditions(this IServiceCollection services)
    {
        services.AddSingleton<EditionStore>();
        services.AddSingleton<ErratumStore>();
        services.AddSingleton<EditionMaker>();
        services.AddSingleton<RecalculationStore>();
        services.AddSingleton<RecalculationWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<RecalculationWorker>());
        services.AddSingleton<ReleaseResolvers>();
        services.AddSingleton<ErratumResolvers>();
        services.AddSingleton<RecalculationResolvers>();
        services.AddSingleton<ErratumMutations>();
    }
}
