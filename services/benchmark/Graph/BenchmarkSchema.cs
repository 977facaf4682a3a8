using Monitor.Benchmark.Exchange;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers each field of schema.graphql. Fields not named here are members of the same name.</summary>
public static class BenchmarkSchema
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        ReferenceFields.Bind(binder);
        ReleaseFields.Bind(binder, services);
        TableFields.Bind(binder, services);
        EditionFields.Bind(binder, services);
        RegionFields.Bind(binder, services);
        ComparisonFields.Bind(binder, services);
        SelectionFields.Bind(binder, services);
        TrendFields.Bind(binder, services);
        ReportFields.Bind(binder, services);
        FigureFields.Bind(binder, services);
        FigureImportFields.Bind(binder, services);
        CatalogueFields.Bind(binder, services);
    }
}
