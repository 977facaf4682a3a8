using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers the fields about a region's released scores.</summary>
internal static class RegionFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var regions = services.GetRequiredService<RegionResolvers>();
        binder.Field<RegionReference, object?>("Region.aggregate", regions.AggregatesAsync);
    }
}
