using Monitor.Community.Events;
using Monitor.Community.Graph;
using Monitor.Community.Seeding;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.GraphQL.AspNetCore;
using Monitor.Hosting;

namespace Monitor.Community;

/// <summary>The list of this service's parts.</summary>
public static class CommunityService
{
    public const string Name = "community";

    public static WebApplicationBuilder AddCommunity(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<CommunityOptions>()
            .BindConfiguration(CommunityOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services
            .AddSingleton<ObjectiveStore>()
            .AddSingleton<TipStore>()
            .AddSingleton<ISeeder, TipSeeder>()
            .AddSingleton<TipResolvers>()
            .AddSingleton<TipMutations>()
            .AddSingleton<ConsentStore>()
            .AddSingleton<ConsentResolvers>()
            .AddSingleton<ConsentMutations>()
            .AddSubgraph(typeof(CommunityService).Assembly, CommunitySchema.Bind);
        return builder;
    }

    public static WebApplication MapCommunity(this WebApplication app)
    {
        app.MapGraphQL().AllowCallers("gateway");
        app.MapInternalRoutes();
        app.MapDapr("gateway", "benchmark", "questionnaire");
        app.MapEvent<QuestionnairePublished, QuestionnairePublishedHandler>(
            QuestionnairePublished.Topic, publisher: "questionnaire");
        return app;
    }
}
