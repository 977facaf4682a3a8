using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers the fields about scores through the rounds.</summary>
internal static class TrendFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var trends = services.GetRequiredService<TrendResolvers>();
        binder
            .Field<MunicipalityReference, object?>("Municipality.trend", trends.OfMunicipalitiesAsync)
            .Field<RegionReference, object?>("Region.trend", trends.OfRegionsAsync)
            .Root("Query.trend", trends.OfGroupAsync)
            .Type<ScoreTrendView>("ScoreTrend")
            .Type<ScoreTrendPointView>("ScoreTrendPoint")
            .Type<ViaSuccessionView>("ViaSuccession");
    }
}
