using Monitor.Benchmark.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers the fields about a release's aggregates and frequency tables.</summary>
internal static class ReleaseFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var rounds = services.GetRequiredService<RoundResolvers>();
        var aggregates = services.GetRequiredService<AggregateReader>();
        var changes = services.GetRequiredService<ChangeResolvers>();
        var policy = services.GetRequiredService<PolicyResolvers>();
        binder
            .Field<RoundReference, object?>("Round.benchmark", rounds.BenchmarksAsync)

            .Type<AggregateView>("Aggregate")
            .Entity("Aggregate", aggregates.ByIdAsync)
            .Type<AggregateGroupView>("AggregateGroup")
            .Type<ObjectiveAggregateView>("ObjectiveAggregate")
            .Field<ObjectiveAggregateView, object?>("ObjectiveAggregate.inPolicy", policy.InPolicyOfObjectivesAsync)
            .Field<ObjectiveAggregateView, object?>("ObjectiveAggregate.measures", policy.MeasuresOfObjectivesAsync)
            .Field<ObjectiveAggregateView, object?>("ObjectiveAggregate.change", changes.OfObjectivesAsync)
            .Type<ScoreFiguresView>("AverageAggregate")
            .Field<ScoreFiguresView, object?>("AverageAggregate.inPolicy", policy.InPolicyOfAveragesAsync)
            .Field<ScoreFiguresView, object?>("AverageAggregate.measures", policy.MeasuresOfAveragesAsync)
            .Field<ScoreFiguresView, object?>("AverageAggregate.change", changes.OfAveragesAsync)
            .Type<PolicyShareView>("PolicyShare")
            .Type<UsedMeasuresView>("UsedMeasures")
            .Type<UsedMeasureView>("UsedMeasure")
            .Type<ScoreChangeView>("ScoreChange")
            .Type<MeanChangeView>("GroupMeanChange")
            .Type<MeanDifference>("MeanDifference")
            .Type<ScoreShapeView>("ScoreShape")
            .Type<TenthCount>("TenthCount")
            .Type<MeanScore>("MeanScore")
            .Type<BandCount>("BandCount");
    }
}
