using Monitor.Benchmark.Clock;
using Monitor.Benchmark.Exchange;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Setup;

/// <summary>What brings figures in from CBS StatLine: by file, by address, by the clock.</summary>
internal static class FigureImportSetup
{
    public static void AddFigureImports(this IServiceCollection services)
    {
        services.AddOptions<FigureImportOptions>()
            .BindConfiguration(FigureImportOptions.Section).ValidateDataAnnotations()
            .Validate<IHostEnvironment>(
                (options, host) => !options.AllowLocal || !host.IsProduction(),
                $"{FigureImportOptions.Section}:{nameof(FigureImportOptions.AllowLocal)} is not for Production.")
            .ValidateOnStart();
        services.AddSingleton<FigureMappingStore>();
        services.AddSingleton<FigureImportStore>();
        services.AddSingleton<FigureScheduleStore>();
        services.AddSingleton<AllowedAddress>();
        services.AddSingleton<PageFetch>();
        services.AddSingleton<TableFetch>();
        services.AddSingleton<FigureImporter>();
        services.AddSingleton<FigureImportResolvers>();
        services.AddSingleton<FigureImportMetrics>();
        services.AddSingleton<FigureClock>();
        services.AddHostedService(provider => provider.GetRequiredService<FigureClock>());
        services.AddHealthChecks().AddCheck<FigureImportMetrics>("scheduledImports", tags: [Health.Ready]);
    }
}
