using Monitor.Benchmark.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers each field of schema.graphql.</summary>
public static class BenchmarkSchema
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var rounds = services.GetRequiredService<RoundResolvers>();
        var regions = services.GetRequiredService<RegionResolvers>();
        var comparisons = services.GetRequiredService<ComparisonResolvers>();
        var aggregates = services.GetRequiredService<AggregateReader>();
        binder
            .Type<RoundReference>("Round")
            .Entity("Round", RoundResolvers.RoundsAsync)
            .Field<RoundReference, object?>("Round.benchmark", rounds.BenchmarksAsync)
            .Field<RoundReference, object?>("Round.frequencies", rounds.FrequenciesAsync)

            .Type<RegionReference>("Region")
            .Entity("Region", RegionResolvers.RegionsAsync)
            .Field<RegionReference, object?>("Region.aggregate", regions.AggregatesAsync)

            .Type<MunicipalityReference>("Municipality")
            .Entity("Municipality", ComparisonResolvers.MunicipalitiesAsync)
            .Field<MunicipalityReference, object?>("Municipality.comparison", comparisons.ComparisonsAsync)
            .Type<ComparisonView>("Comparison")
            .Field<ComparisonView, object?>("Comparison.own", comparisons.OwnAsync)
            .Field<ComparisonView, object?>("Comparison.group", comparisons.GroupsAsync)
            .Type<ComparedObjectiveView>("ComparedObjective")

            .Type<AggregateView>("Aggregate")
            .Entity("Aggregate", aggregates.ByIdAsync)
            .Type<AggregateGroupView>("AggregateGroup")
            .Type<ObjectiveAggregateView>("ObjectiveAggregate")
            .Type<MeanScore>("MeanScore")
            .Type<BandCount>("BandCount")

            .Type<ObjectiveFrequenciesView>("ObjectiveFrequencies")
            .Type<Frequency>("Frequency")
            .Type<QuestionFrequencies>("QuestionFrequencies")
            .Type<OptionFrequency>("OptionFrequency")
            .Type<ObjectiveReference>("Objective");
    }
}
