using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Setup;

/// <summary>What shows regions to those who coordinate them, and prints reports.</summary>
internal static class ReportSetup
{
    public static void AddReports(this IServiceCollection services)
    {
        services.AddSingleton<ReleaseCalendar>();
        services.AddSingleton<YearlyReportResolvers>();
        services.AddSingleton<RegionMemberStore>();
        services.AddSingleton<RegionOverviewResolvers>();
        services.AddSingleton<RegionReportResolvers>();
    }
}
