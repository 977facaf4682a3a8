using Microsoft.Extensions.Options;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Mail;

/// <summary>
/// Invitations and reminders as mails to send: the text is filled in when one is sent, and kept as it was.
/// </summary>
public sealed class RoundMails(QueuedMailStore queue, IOptions<RoundMailOptions> options) : IQueuedMails
{
    public async Task<MailToSend?> ClaimAsync(TimeSpan holdFor, int perMinute, CancellationToken cancellationToken)
    {
        if (await queue.ClaimAsync(holdFor, perMinute, cancellationToken) is not { } mail)
        {
            return null;
        }

        var text = mail.Filled(options.Value.Link);
        return new MailToSend(
            mail.Id, mail.Name, mail.Email, text.Subject, text.Body, mail.Attempts, mail.NoLongerNeeded);
    }

    public Task SentAsync(MailToSend mail, CancellationToken cancellationToken) =>
        queue.SentAsync(mail.Id, TextOf(mail), cancellationToken);

    public Task DropAsync(Guid id, string reason, CancellationToken cancellationToken) =>
        queue.DropAsync(id, reason, cancellationToken);

    public Task FailAsync(MailToSend mail, string error, CancellationToken cancellationToken) =>
        queue.FailAsync(mail.Id, TextOf(mail), error, cancellationToken);

    public Task RetryAsync(
        MailToSend mail, string error, TimeSpan pause, bool isKnown, CancellationToken cancellationToken) =>
        queue.RetryAsync(mail.Id, TextOf(mail), error, pause, isKnown, cancellationToken);

    private static MailText TextOf(MailToSend mail) => new(mail.Subject, mail.Body);
}
