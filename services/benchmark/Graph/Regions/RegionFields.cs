using Monitor.Benchmark.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers the fields about a region's released scores.</summary>
internal static class RegionFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var regions = services.GetRequiredService<RegionResolvers>();
        var overviews = services.GetRequiredService<RegionOverviewResolvers>();
        binder
            .Field<RegionReference, object?>("Region.aggregate", regions.AggregatesAsync)
            .Field<RegionReference, object?>("Region.overview", overviews.OverviewsAsync)
            .Type<RegionOverviewView>("RegionOverview")
            .Field<RegionOverviewView, object?>("RegionOverview.aggregate", overviews.AggregatesAsync)
            .Field<RegionOverviewView, RegionResponse>("RegionOverview.participation", overviews.ParticipationAsync)
            .Field<RegionOverviewView, IReadOnlyList<RegionObjectiveView>>(
                "RegionOverview.lowest", overviews.LowestAsync)
            .Field<RegionOverviewView, object?>("RegionOverview.lowestOfSharing", overviews.LowestOfSharingAsync)
            .Type<RegionResponse>("RegionResponse")
            .Type<RegionObjectiveView>("RegionObjective")
            .Type<SharedObjectiveView>("SharedObjective");
    }
}
