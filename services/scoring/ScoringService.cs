using Monitor.Dapr;
using Monitor.GraphQL.AspNetCore;
using Monitor.Hosting;
using Monitor.Scoring.Events;
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
        builder.Services.AddSingleton<RuleSetStore>();
        builder.Services.AddSingleton<ISeeder, RuleSetSeeder>();
        builder.Services.AddSingleton<QuestionnaireClient>();
        builder.Services.AddSingleton<KnownRounds>();
        builder.Services.AddSingleton<ScoreResolvers>();
        builder.Services.AddSingleton<SuggestionResolvers>();
        builder.Services.AddSubgraph(typeof(ScoringService).Assembly, ScoringSchema.Bind);
        return builder;
    }

    public static WebApplication MapScoring(this WebApplication app)
    {
        app.MapGraphQL().AllowCallers("gateway");
        app.MapScoreRoutes();
        app.MapDapr("benchmark", "community");
        app.MapEvent<ResponseSubmitted, ResponseSubmittedHandler>("response.submitted", publisher: "questionnaire");
        app.MapEvent<ResponseWithdrawn, ResponseWithdrawnHandler>("response.withdrawn", publisher: "questionnaire");
        return app;
    }
}
