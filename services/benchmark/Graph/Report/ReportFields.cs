using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers the fields about printed reports.</summary>
internal static class ReportFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var yearly = services.GetRequiredService<YearlyReportResolvers>();
        var regions = services.GetRequiredService<RegionReportResolvers>();
        binder
            .Root<YearlyReportView?>("Query.yearlyReport", yearly.ReportAsync)
            .Type<YearlyReportView>("YearlyReport")
            .Entity("YearlyReport", yearly.ByIdAsync)
            .Field<YearlyReportView, string>("YearlyReport.html", yearly.HtmlAsync)

            .Field<RegionReference, object?>("Region.report", regions.ReportsAsync)
            .Type<RegionReportView>("RegionReport")
            .Entity<object?>("RegionReport", regions.ByIdAsync)
            .Field<RegionReportView, string>("RegionReport.html", regions.HtmlAsync);
    }
}
