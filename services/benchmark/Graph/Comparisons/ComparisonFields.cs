using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers the fields about a municipality beside a group.</summary>
internal static class ComparisonFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var comparisons = services.GetRequiredService<ComparisonResolvers>();
        var places = services.GetRequiredService<PlaceResolvers>();
        var groups = services.GetRequiredService<NamedGroups>();
        var lists = services.GetRequiredService<NamedResolvers>();
        var names = services.GetRequiredService<OwnNameResolvers>();
        binder
            .Field<MunicipalityReference, object?>("Municipality.comparison", comparisons.ComparisonsAsync)
            .Type<ComparisonView>("Comparison")
            .Field<ComparisonView, object?>("Comparison.own", comparisons.OwnAsync)
            .Field<ComparisonView, object?>("Comparison.group", comparisons.GroupsAsync)
            .Type<ComparedObjectiveView>("ComparedObjective")
            .Field<ComparisonView, object?>("Comparison.place", places.PlacesAsync)
            .Type<PlaceView>("Place")
            .Type<ObjectivePlaceView>("ObjectivePlace")
            .Type<PlaceInGroupView>("PlaceInGroup")
            .Field<ComparisonView, object?>("Comparison.byName", groups.ByNameAsync)
            .Type<NamedGroupView>("NamedGroup")
            .Type<NamedFiguresView>("NamedFigures")
            .Type<NamedObjectiveFiguresView>("NamedObjectiveFigures")
            .Field<MunicipalityReference, object?>("Municipality.naming", names.NamingAsync)
            .Type<OwnNameView>("Naming")
            .Field<RoundReference, object?>("Round.named", lists.NamedAsync)
            .Field<RegionReference, object?>("Region.sharing", lists.SharingAsync)
            .Type<NamedScoreConnection>("NamedScoreConnection")
            .Type<NamedScoreEdge>("NamedScoreEdge")
            .Type<NamedScoreView>("NamedScore")
            .Type<NamedObjectiveScoreView>("NamedObjectiveScore");
    }
}
