using Monitor.Benchmark.Events;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Seeding;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Setup;

/// <summary>What keeps published figures and answers from them.</summary>
internal static class FigureSetup
{
    public static void AddFigures(this IServiceCollection services)
    {
        services.AddSingleton<ObservationStore>();
        services.AddSingleton<ObservationReader>();
        services.AddSingleton<CatalogueStore>();
        services.AddSingleton<FigureAreaStore>();
        services.AddSingleton<FigurePublisher>();
        services.AddSingleton<FigureAreas>();
        services.AddSingleton<FigureLibrary>();
        services.AddSingleton<FigureReader>();
        services.AddSingleton<CatalogueResolvers>();
        services.AddSingleton<FigureResolvers>();
        services.AddSingleton<FigureAnalysisResolvers>();
        services.AddSingleton<FigureTrendResolvers>();
        services.AddSingleton<ISeeder, FigureSeeder>();
    }
}
