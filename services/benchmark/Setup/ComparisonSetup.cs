using Monitor.Benchmark.Events;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Setup;

/// <summary>What compares a municipality with a group, and the names that consents allow.</summary>
internal static class ComparisonSetup
{
    public static void AddComparisons(this IServiceCollection services)
    {
        services.AddSingleton<ConsentStore>();
        services.AddSingleton<ShownNameStore>();
        services.AddSingleton<CommunityClient>();
        services.AddSingleton<ShownCellStore>();
        services.AddSingleton<NameSafety>();
        services.AddSingleton<ShownNames>();
        services.AddSingleton<OwnNameStore>();
        services.AddSingleton<NamedScoreStore>();
        services.AddSingleton<ReleasedRoundStore>();
        services.AddSingleton<RuleSetNorms>();
        services.AddSingleton<NamedResolvers>();
        services.AddSingleton<NamedGroups>();
        services.AddSingleton<PlaceResolvers>();
        services.AddSingleton<SelectionStore>();
        services.AddSingleton<SelectionResolvers>();
        services.AddSingleton<SelectionMutations>();
        services.AddSingleton<ComparisonResolvers>();
        services.AddSingleton<OwnNameResolvers>();
    }
}
