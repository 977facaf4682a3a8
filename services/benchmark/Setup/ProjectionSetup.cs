using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Setup;

/// <summary>What benchmark keeps of other services: areas, rounds, scores.</summary>
internal static class ProjectionSetup
{
    public static void AddProjection(this IServiceCollection services)
    {
        services.AddSingleton<AreaStore>();
        services.AddSingleton<RoundStore>();
        services.AddSingleton<ScoreStore>();
        services.AddSingleton<QuestionnaireClient>();
        services.AddSingleton<ScoringClient>();
        services.AddSingleton<ReferenceData>();
    }
}
