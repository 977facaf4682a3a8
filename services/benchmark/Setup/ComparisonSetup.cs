using Monitor.Benchmark.Graph;

namespace Monitor.Benchmark;

/// <summary>What compares a municipality with a group.</summary>
internal static class ComparisonSetup
{
    public static void AddComparisons(this IServiceCollection services) =>
        services.AddSingleton<ComparisonResolvers>();
}
