using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark;

/// <summary>What keeps published figures and answers from them.</summary>
internal static class FigureSetup
{
    public static void AddFigures(this IServiceCollection services)
    {
        services.AddSingleton<ObservationStore>();
        services.AddSingleton<ObservationReader>();
    }
}
