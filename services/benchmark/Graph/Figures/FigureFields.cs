using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers the fields about published figures.</summary>
internal static class FigureFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        BindCatalogue(binder, services.GetRequiredService<CatalogueResolvers>());
        BindFigures(binder, services.GetRequiredService<FigureResolvers>());
        BindAnalysis(
            binder,
            services.GetRequiredService<FigureAnalysisResolvers>(),
            services.GetRequiredService<FigureTrendResolvers>());
    }

    private static void BindCatalogue(Binder binder, CatalogueResolvers catalogue) => binder
        .Root("Query.topics", catalogue.TopicsAsync)
        .Root("Query.impactThemes", catalogue.ThemesAsync)
        .Root("Query.indicators", catalogue.IndicatorsAsync)
        .Root("Query.indicator", catalogue.IndicatorAsync)
        .Type<TopicView>("Topic")
        .Type<Theme>("ImpactTheme")
        .Type<IndicatorView>("Indicator")
        .Type<IndicatorConnection>("IndicatorConnection")
        .Type<IndicatorEdge>("IndicatorEdge")
        .Type<PageInfo>("PageInfo")
        .Type<CoverageView>("FigureCoverage")
        .Type<ComparabilityView>("Comparability");

    private static void BindFigures(Binder binder, FigureResolvers figures) => binder
        .Root("Query.country", FigureResolvers.CountryAsync)
        .Type<CountryView>("Country")
        .Field<CountryView, object?>("Country.figures", figures.OfCountryAsync)
        .Field<MunicipalityReference, object?>("Municipality.figures", figures.OfMunicipalitiesAsync)
        .Field<RegionReference, object?>("Region.figures", figures.OfRegionsAsync)
        .Type<ObservationView>("Observation")
        .Field<ObservationView, IReadOnlyList<ObservationView>>("Observation.editions", figures.EditionsAsync)
        .Field<ObservationView, IReadOnlyList<ObservationSource>>("Observation.alsoPublished", figures.SourcesAsync)
        .Type<ObservationSource>("ObservationSource")
        .Type<FigureAreaView>("FigureArea")
        .Type<PeriodView>("Period")
        .Type<DividedByView>("DividedBy");

    private static void BindAnalysis(
        Binder binder, FigureAnalysisResolvers analysis, FigureTrendResolvers trends) => binder
        .Field<IndicatorView, object?>("Indicator.observations", analysis.ObservationsAsync)
        .Field<IndicatorView, object?>("Indicator.comparison", analysis.ComparisonsAsync)
        .Type<FigureComparisonView>("FigureComparison")
        .Type<ComparedAreaView>("ComparedArea")
        .Field<IndicatorView, object?>("Indicator.ranking", analysis.RankingsAsync)
        .Type<FigureRankingView>("FigureRanking")
        .Type<RankedAreaView>("RankedArea")
        .Field<IndicatorView, object?>("Indicator.trend", trends.TrendsAsync)
        .Type<FigureTrendView>("FigureTrend")
        .Type<TrendPointView>("FigureTrendPoint")
        .Type<TrendBreakView>("FigureTrendBreak")
        .Type<LeftOutView>("LeftOutOfTrend")
        .Field<IndicatorView, object?>("Indicator.map", analysis.MapsAsync)
        .Type<FigureMapView>("FigureMap")
        .Type<MapClassView>("MapClass")
        .Type<MapAreaView>("MapArea");
}
