using Monitor.Benchmark.Exchange;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Setup;

/// <summary>What gives figures out as files.</summary>
internal static class ExchangeSetup
{
    public static void AddExchange(this IServiceCollection services)
    {
        services.AddSingleton<ReleaseContents>();
        services.AddSingleton<ReleaseGroups>();
        services.AddSingleton<AggregateExport>();
        services.AddSingleton<FrequencyExport>();
        services.AddSingleton<FigureFreshnessStore>();
        services.AddSingleton<FigureExport>();
        services.AddSingleton<MemberExport>();
        services.AddSingleton<DataCatalogue>();
    }
}
