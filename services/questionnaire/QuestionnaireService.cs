using Monitor.Dapr;
using Monitor.GraphQL.AspNetCore;
using Monitor.Hosting;
using Monitor.Questionnaire.Graph;
using Monitor.Questionnaire.Seeding;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire;

/// <summary>The list of this service's parts.</summary>
public static class QuestionnaireService
{
    public const string Name = "questionnaire";

    public static WebApplicationBuilder AddQuestionnaire(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<QuestionnaireOptions>()
            .BindConfiguration(QuestionnaireOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services
            .AddSingleton<MunicipalityStore>()
            .AddSingleton<RegionStore>()
            .AddSingleton<SuccessionStore>()
            .AddSingleton<RoundStore>()
            .AddSingleton<QuestionnaireStore>()
            .AddSingleton<ResponseStore>()
            .AddSingleton<SubmissionStore>()
            .AddSingleton<ISeeder, AreaSeeder>()            // the seeders run in this order
            .AddSingleton<ISeeder, QuestionnaireSeeder>()
            .AddSingleton<ISeeder, RoundSeeder>()
            .AddSingleton<AreaResolvers>()
            .AddSingleton<RoundResolvers>()
            .AddSingleton<ResponseResolvers>()
            .AddSingleton<ResponseMutations>()
            .AddSubgraph(typeof(QuestionnaireService).Assembly, QuestionnaireSchema.Bind);
        return builder;
    }

    public static WebApplication MapQuestionnaire(this WebApplication app)
    {
        app.MapGraphQL().AllowCallers("gateway");
        app.MapInternalRoutes();
        app.MapDapr("scoring", "benchmark", "community");
        return app;
    }
}
