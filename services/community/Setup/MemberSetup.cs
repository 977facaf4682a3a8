using Monitor.Community.Events;
using Monitor.Community.Seeding;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;

namespace Monitor.Community.Setup;

/// <summary>Who may come in, for whom and as what; and the areas that they come from.</summary>
internal static class MemberSetup
{
    public static void AddMembers(this IServiceCollection services)
    {
        services.AddOptions<MemberOptions>()
            .BindConfiguration(MemberOptions.Section)
            .ValidateDataAnnotations()
            .Validate<IHostEnvironment>(
                (o, environment) => o.PersonaIssuer is null || !environment.IsProduction(),
                "Members:PersonaIssuer is refused in Production: anyone could come in as a persona.")
            .ValidateOnStart();
        services
            .AddSingleton<AreaStore>()
            .AddSingleton<CallerStore>()
            .AddSingleton<ISeeder, AreaSeeder>()
            .AddSingleton<ISeeder, PersonaSeeder>();
    }

    public static void MapMemberEvents(this WebApplication app) =>
        app.MapEvent<AreasPublished, AreasPublishedHandler>(AreasPublished.Topic, publisher: "questionnaire");
}
