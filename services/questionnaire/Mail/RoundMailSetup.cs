using Monitor.Hosting;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Mail;

/// <summary>Adds what sends invitations and reminders. A wrong setting stops the start.</summary>
internal static class RoundMailSetup
{
    public static IServiceCollection AddRoundMail(this IServiceCollection services)
    {
        services.AddOptions<RoundMailOptions>()
            .BindConfiguration(RoundMailOptions.Section)
            .Validate(
                o => Uri.TryCreate(o.Link, UriKind.Absolute, out var link) && link.Scheme is "https" or "http"
                    && MailText.IsOneLine(o.Link),
                "Mail:Link must be an address on the web.")
            .ValidateOnStart();
        return services.AddMail<RoundMails>();
    }
}
