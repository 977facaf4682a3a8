using Monitor.Community.Events;
using Monitor.Community.Graph;
using Monitor.Community.Mail;
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
                (o, environment) => AreLinks(o, environment.IsProduction() ? ["https"] : ["https", "http"]),
                "Members:SiteLink, :ConfirmLink and :InvitationLink must be addresses on the web (https in Production),"
                + " the last two with {token} in them.")
            .Validate<IHostEnvironment>(
                (o, environment) => o.PersonaIssuer is null || !environment.IsProduction(),
                "Members:PersonaIssuer is refused in Production: anyone could come in as a persona.")
            .ValidateOnStart();
        services
            .AddSingleton<AreaStore>()
            .AddSingleton<CallerStore>()
            .AddSingleton<ISeeder, AreaSeeder>()
            .AddSingleton<ISeeder, PersonaSeeder>()
            .AddSingleton<ISeeder, EmailDomainSeeder>()
            .AddSingleton<IServiceCommand, GrantAdministrator>()
            .AddSingleton<EmailDomainStore>()
            .AddSingleton<MailStore>()
            .AddMail<MemberMailbox>()
            .AddSingleton<MemberMails>()
            .AddSingleton<RoleGrant>()
            .AddSingleton<Memberships>()
            .AddSingleton<MemberResolvers>()
            .AddSingleton<DomainResolvers>()
            .AddSingleton<RequestMutations>()
            .AddSingleton<AccessMutations>()
            .AddSingleton<InvitationMutations>()
            .AddSingleton<MemberMutations>()
            .AddSingleton<DomainMutations>()
            .AddSingleton<MachineMutations>();
    }

    private static bool AreLinks(MemberOptions options, string[] schemes) =>
        new[] { options.SiteLink, options.ConfirmLink, options.InvitationLink }.All(text =>
            Uri.TryCreate(text, UriKind.Absolute, out var link) && schemes.Contains(link.Scheme)
            && !text.Any(char.IsWhiteSpace))
        && new[] { options.ConfirmLink, options.InvitationLink }.All(text =>
            text.Contains("{token}", StringComparison.Ordinal));

    public static void MapMemberEvents(this WebApplication app) =>
        app.MapEvent<AreasPublished, AreasPublishedHandler>(AreasPublished.Topic, publisher: "questionnaire");
}
