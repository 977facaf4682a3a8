using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Mail;

/// <summary>
/// The queue of mails as the sender reads it. A link gets its token when the mail is sent: the queue holds none.
/// </summary>
public sealed class MemberMailbox(
    NpgsqlDataSource database, MailStore mails, IOptions<MemberOptions> options, TimeProvider time) : IQueuedMails
{
    private readonly MemberOptions options = options.Value;

    public async Task<MailToSend?> ClaimAsync(TimeSpan holdFor, int perMinute, CancellationToken cancellationToken)
    {
        if (await mails.ClaimAsync(holdFor, perMinute, cancellationToken) is not { } mail)
        {
            return null;
        }

        var body = mail.NoLongerNeeded || (mail.Request ?? mail.Invitation) is null
            ? mail.Text.Body
            : mail.Text.Body.Replace(
                MemberMail.Link, await LinkAsync(mail, cancellationToken), StringComparison.Ordinal);
        return new MailToSend(
            mail.Id, mail.Name, mail.Email, mail.Text.Subject, body, mail.Attempts,
            mail.NoLongerNeeded ? "NO_LONGER_NEEDED" : null);
    }

    public Task SentAsync(MailToSend mail, CancellationToken cancellationToken) =>
        mails.EndAsync(mail.Id, MailState.Sent, error: null, cancellationToken);

    public Task DropAsync(Guid id, string reason, CancellationToken cancellationToken) =>
        mails.EndAsync(id, MailState.Dropped, reason, cancellationToken);

    public Task FailAsync(MailToSend mail, string error, CancellationToken cancellationToken) =>
        mails.EndAsync(mail.Id, MailState.Failed, error, cancellationToken);

    public Task RetryAsync(
        MailToSend mail, string error, TimeSpan pause, bool isKnown, CancellationToken cancellationToken) =>
        mails.RetryAsync(mail.Id, error, pause, isKnown, cancellationToken);

    private async Task<string> LinkAsync(DueMail mail, CancellationToken cancellationToken)
    {
        var (link, within) = mail.Request is null
            ? (options.InvitationLink, options.AcceptWithin)
            : (options.ConfirmLink, options.ConfirmWithin);
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var token = await LinkTokenStore.AddAsync(
            acting, mail.Request, mail.Invitation, time.GetUtcNow() + within, cancellationToken);
        await acting.CommitAsync(cancellationToken);
        return link.Replace("{token}", token, StringComparison.Ordinal);
    }
}
