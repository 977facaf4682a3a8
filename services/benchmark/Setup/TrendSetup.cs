using Monitor.Benchmark.Events;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Setup;

/// <summary>What follows scores through the rounds, and municipalities through time.</summary>
internal static class TrendSetup
{
    public static void AddTrends(this IServiceCollection services)
    {
        services.AddSingleton<LineageStore>();
        services.AddSingleton<Lineages>();
        services.AddSingleton<AskedQuestionnaires>();
        services.AddSingleton<OwnTrends>();
        services.AddSingleton<GroupTrends>();
        services.AddSingleton<TrendResolvers>();
    }
}
