using Monitor.Community.Graph;
using Monitor.Community.Setup;
using Monitor.Dapr;
using Monitor.GraphQL.AspNetCore;
using Monitor.Hosting;

namespace Monitor.Community;

/// <summary>The list of this service's parts; <c>Setup/</c> says what each is made of.</summary>
public static class CommunityService
{
    public const string Name = "community";

    public static WebApplicationBuilder AddCommunity(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<CommunityOptions>()
            .BindConfiguration(CommunityOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddMembers();   // first: its seeders bring the areas and members that others stand on
        builder.Services.AddConsents();
        builder.Services.AddPosts();
        builder.Services.AddModeration();
        builder.Services.AddSearch();
        builder.Services.AddNotifications();
        builder.Services.AddPrivacy();
        builder.Services.AddSubgraph(typeof(CommunityService).Assembly, CommunitySchema.Bind);
        return builder;
    }

    public static WebApplication MapCommunity(this WebApplication app)
    {
        app.MapGraphQL().AllowCallers("gateway");
        app.MapInternalRoutes();
        app.MapDapr("gateway", "benchmark", "questionnaire", "scoring");
        app.MapMemberEvents();
        app.MapPostEvents();
        app.MapPrivacy();
        return app;
    }
}
