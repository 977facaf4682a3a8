using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Setup;

/// <summary>What keeps the tables of a release and answers from them.</summary>
internal static class TableSetup
{
    public static void AddTables(this IServiceCollection services)
    {
        services.AddSingleton<FrequencyStore>();
        services.AddSingleton<TableStore>();
        services.AddSingleton<ParticipationStore>();
        services.AddSingleton<TableReader>();
        services.AddSingleton<TableResolvers>();
    }
}
