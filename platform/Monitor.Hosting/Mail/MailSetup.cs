using System.Net.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Monitor.Hosting;

/// <summary>Adds what sends mail. A wrong setting stops the start.</summary>
public static class MailSetup
{
    private const int LongestName = 100;

    /// <summary>Sends what stands in this queue of the service.</summary>
    public static IServiceCollection AddMail<TQueue>(this IServiceCollection services)
        where TQueue : class, IQueuedMails
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
                o => IsName(o.FromName) && IsAddress(o.From) && (o.ReplyTo is null || IsAddress(o.ReplyTo)),
                "Mail:From and Mail:ReplyTo must be e-mail addresses, Mail:FromName one line.")
            .ValidateOnStart();
        return services
            .AddSingleton<IQueuedMails, TQueue>()
            .AddSingleton<Mailbox>()
            .AddSingleton<MailSender>()
            .AddHostedService(provider => provider.GetRequiredService<MailSender>());
    }

    private static bool IsName(string text) => text.Length is > 0 and <= LongestName && !text.Any(char.IsControl);

    private static bool IsAddress(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && text.All(char.IsAscii)
        && !text.Any(char.IsWhiteSpace);
}
