using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Mail;

/// <summary>Adds what sends mail. A wrong setting stops the start.</summary>
internal static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>()
            .BindConfiguration(MailOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                o => o.Delivery != MailDelivery.Smtp || o.Host is { Length: > 0 },
                "Mail:Delivery=Smtp needs Mail:Host.")
            .Validate(
                o => o.Delivery != MailDelivery.Folder || o.Folder is { Length: > 0 },
                "Mail:Delivery=Folder needs Mail:Folder.")
            .Validate<IHostEnvironment>(
                (o, environment) => o.Delivery != MailDelivery.Folder || environment.IsDevelopment(),
                "Mail:Delivery=Folder is for Development: its files hold names and addresses.")
            .Validate<IHostEnvironment>(
                (o, environment) => o.Delivery != MailDelivery.Smtp || o.Tls || !environment.IsProduction(),
                "Mail:Tls=false is refused in Production: names and addresses would travel in the open.")
            .Validate(
                o => Contact.FaultOf(o.FromName, o.From) is null
                    && (o.ReplyTo is null || Contact.FaultOf(o.FromName, o.ReplyTo) is null),
                "Mail:From and Mail:ReplyTo must be e-mail addresses, Mail:FromName one line.")
            .Validate(
                o => Uri.TryCreate(o.Link, UriKind.Absolute, out var link) && link.Scheme is "https" or "http"
                    && MailText.IsOneLine(o.Link),
                "Mail:Link must be an address on the web.")
            .ValidateOnStart();
        return services
            .AddSingleton<Mailbox>()
            .AddSingleton<MailSender>()
            .AddHostedService(provider => provider.GetRequiredService<MailSender>());
    }
}
