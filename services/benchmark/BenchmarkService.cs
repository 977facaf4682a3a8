using Monitor.Benchmark.Events;
using Monitor.Benchmark.Exchange;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Setup;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;
using Monitor.GraphQL.AspNetCore;
using Monitor.Hosting;

namespace Monitor.Benchmark;

/// <summary>The list of everything that benchmark owns.</summary>
public static class BenchmarkService
{
    public static WebApplicationBuilder AddBenchmark(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<BenchmarkOptions>()
            .BindConfiguration(BenchmarkOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        services.AddProjection();
        services.AddReleases();
        services.AddTables();
        services.AddEditions();
        services.AddComparisons();
        services.AddTrends();
        services.AddReports();
        services.AddFigures();
        services.AddFigureImports();
        services.AddExchange();
        services.AddPersonalTables(PersonalTables.All);
        services.AddSubgraph(typeof(BenchmarkService).Assembly, BenchmarkSchema.Bind);
        return builder;
    }

    public static WebApplication MapBenchmark(this WebApplication app)
    {
        app.MapGraphQL().AllowCallers("gateway");
        app.MapMeasureUse();
        app.MapFigureImports();
        app.MapExports();
        app.MapDapr("gateway", "community");
        app.MapErasure("community");
        app.MapEvent<ScoresCalculated, ScoresCalculatedHandler>("scores.calculated", publisher: "scoring");
        app.MapEvent<ResponseWithdrawn, ResponseWithdrawnHandler>("response.withdrawn", publisher: "questionnaire");
        app.MapEvent<AreasPublished, AreasPublishedHandler>("areas.published", publisher: "questionnaire");
        app.MapEvent<RoundOpened, RoundOpenedHandler>("round.opened", publisher: "questionnaire");
        app.MapEvent<RoundClosed, RoundClosedHandler>("round.closed", publisher: "questionnaire");
        app.MapEvent<ConsentChanged, ConsentChangedHandler>("consent.changed", publisher: "community");
        return app;
    }
}
