using Monitor.Community.Clock;
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
        .AddSingleton<CategoryStore>()
        .AddSingleton<TopicStore>()
        .AddSingleton<ReplyStore>()
        .AddSingleton<RevisionStore>()
        .AddSingleton<DraftStore>()
        .AddSingleton<AuthorStore>()
        .AddSingleton<ShortLinkTargets>()
        .AddSingleton<ISeeder, CategorySeeder>()
        .AddSingleton<ISeeder, TipSeeder>()
        .AddSingleton<Posting>()
        .AddSingleton<PostResolvers>()
        .AddSingleton<CategoryResolvers>()
        .AddSingleton<ContributionResolvers>()
        .AddSingleton<TopicMutations>()
        .AddSingleton<ContributionMutations>()
        .AddSingleton<DraftMutations>()
        .AddSingleton<CategoryMutations>()
        .AddSingleton<NewsClock>()
        .AddHostedService(services => services.GetRequiredService<NewsClock>());

    public static void MapPostEvents(this WebApplication app) =>
        app.MapEvent<QuestionnairePublished, QuestionnairePublishedHandler>(
            QuestionnairePublished.Topic, publisher: "questionnaire");
}
