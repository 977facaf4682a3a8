using Monitor.Dapr;
using Monitor.GraphQL.AspNetCore;
using Monitor.Hosting;
using Monitor.Scoring.Events;
using Monitor.Scoring.Exchange;
using Monitor.Scoring.Graph;
using Monitor.Scoring.Seeding;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring;

/// <summary>The list of everything that scoring owns.</summary>
public static class ScoringService
{
    public static WebApplicationBuilder AddScoring(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ScoreStore>();
        builder.Services.AddSingleton<QuestionnaireClient>();
        builder.AddRules();
        builder.Services.AddSingleton<KnownRounds>();
        builder.Services.AddSingleton<ScoreHistoryStore>();
        builder.Services.AddSingleton<LineageStore>();
        builder.Services.AddSingleton<Lineages>();
        builder.Services.AddSingleton<HistoryOf>();
        builder.Services.AddSingleton<HistoryResolvers>();
        builder.Services.AddSingleton<ScoreResolvers>();
        builder.AddMeasures();
        builder.AddPlans();
        builder.Services.AddPersonalTables(PersonalTables.All);
        builder.Services.AddSubgraph(typeof(ScoringService).Assembly, ScoringSchema.Bind);
        return builder;
    }

    /// <summary>Suggestions, the marks of municipalities on them, and the texts of the editors.</summary>
    private static void AddMeasures(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MarkStore>();
        builder.Services.AddSingleton<TextStore>();
        builder.Services.AddSingleton<ScoredQuestionnaires>();
        builder.Services.AddSingleton<MeasureCatalogue>();
        builder.Services.AddSingleton<MeasureUseClient>();
        builder.Services.AddOptions<MeasureUseOptions>()
            .BindConfiguration(MeasureUseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<SuggestionResolvers>();
        builder.Services.AddSingleton<PeerResolvers>();
        builder.Services.AddSingleton<MarkResolvers>();
        builder.Services.AddSingleton<MarkMutations>();
        builder.Services.AddSingleton<TextResolvers>();
        builder.Services.AddSingleton<TextMutations>();
    }

    /// <summary>The plans of municipalities.</summary>
    private static void AddPlans(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PlanStore>();
        builder.Services.AddSingleton<GoalStore>();
        builder.Services.AddSingleton<PlanResolvers>();
        builder.Services.AddSingleton<PlanMutations>();
        builder.Services.AddSingleton<GoalMutations>();
        builder.Services.AddSingleton<AreaNames>();
        builder.Services.AddSingleton<PlanDocuments>();
    }

    /// <summary>Rule sets, and what follows from a new one.</summary>
    private static void AddRules(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ScoringOptions>()
            .BindConfiguration(ScoringOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RuleSetStore>();
        builder.Services.AddSingleton<RuleSetDraftStore>();
        builder.Services.AddSingleton<RuleSetPublisher>();
        builder.Services.AddSingleton<DraftCheck>();
        builder.Services.AddSingleton<RuleSetResolvers>();
        builder.Services.AddSingleton<RuleSetMutations>();
        builder.Services.AddSingleton<ImpactResolvers>();
        builder.Services.AddSingleton<WhatIfResolvers>();
        builder.Services.AddSingleton<ISeeder, RuleSetSeeder>();
        builder.Services.AddSingleton<Scorers>();
        builder.Services.AddSingleton<RecalculationStore>();
        builder.Services.AddSingleton<Recalculator>();
        builder.Services.AddSingleton<RecalculationWorker>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RecalculationWorker>());
    }

    public static WebApplication MapScoring(this WebApplication app)
    {
        app.MapGraphQL().AllowCallers("gateway");
        app.MapScoreRoutes();
        app.MapPlanExports();
        app.MapDapr("gateway", "benchmark", "community");
        app.MapErasure("community");
        app.MapEvent<ResponseSubmitted, ResponseSubmittedHandler>("response.submitted", publisher: "questionnaire");
        app.MapEvent<ResponseWithdrawn, ResponseWithdrawnHandler>("response.withdrawn", publisher: "questionnaire");
        app.MapEvent<AreasPublished, AreasPublishedHandler>("areas.published", publisher: "questionnaire");
        app.MapEvent<RoundOpened, RoundOpenedHandler>("round.opened", publisher: "questionnaire");
        return app;
    }
}
