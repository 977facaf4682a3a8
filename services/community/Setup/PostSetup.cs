using Monitor.Community.Events;
using Monitor.Community.Graph;
using Monitor.Community.Seeding;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;

namespace Monitor.Community.Setup;

/// <summary>What members tell each other.</summary>
internal static class PostSetup
{
    public static void AddPosts(this IServiceCollection services) => services
        .AddSingleton<ObjectiveStore>()
        .AddSingleton<TipStore>()
        .AddSingleton<ISeeder, TipSeeder>()
        .AddSingleton<TipResolvers>()
        .AddSingleton<TipMutations>();

    public static void MapPostEvents(this WebApplication app) =>
        app.MapEvent<QuestionnairePublished, QuestionnairePublishedHandler>(
            QuestionnairePublished.Topic, publisher: "questionnaire");
}
