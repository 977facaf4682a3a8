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
        binder
            .Field<RoundReference, object?>("Round.benchmark", rounds.BenchmarksAsync)

            .Type<AggregateView>("Aggregate")
            .Entity("Aggregate", aggregates.ByIdAsync)
            .Type<AggregateGroupView>("AggregateGroup")
            .Type<ObjectiveAggregateView>("ObjectiveAggregate")
            .Type<ScoreFiguresView>("AverageAggregate")
            .Type<ScoreShapeView>("ScoreShape")
            .Type<TenthCount>("TenthCount")
            .Type<MeanScore>("MeanScore")
            .Type<BandCount>("BandCount");
    }
}
