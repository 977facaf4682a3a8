using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Monitor.Hosting;

/// <summary>
/// Sends what is queued, one at a time. Every replica runs one; each mail is held by who sends it. At least once: a
/// process that ends between the server's taking it and our noting so leaves a mail that is sent again, and says that.
/// </summary>
public sealed class MailSender(
    IQueuedMails queue, Mailbox mailbox, IOptions<MailOptions> options, TimeProvider time, ILogger<MailSender> log)
    : BackgroundService
{
    private readonly MailOptions options = options.Value;

    private readonly WakeSignal wakes = new(time);

    /// <summary>There may be mail to send.</summary>
    public void Wake() => wakes.Wake();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Delivery == MailDelivery.Off)
        {
            log.MailIsOff();
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await SendAllAsync(stoppingToken);
            await wakes.WaitAsync(options.LookEvery, stoppingToken);
        }
    }

    private async Task SendAllAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Longer than an attempt takes: else another process would take one over that is still under way.
            var holdFor = options.Timeout * 2;
            while (!stoppingToken.IsCancellationRequested
                && await queue.ClaimAsync(holdFor, options.PerMinute, stoppingToken) is { } mail)
            {
                await SendAsync(mail);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // The worker's door: whatever failed is logged, and tried again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.MailQueueFailed(failure);
        }
    }

    // Without the token of stopping: what became of a mail that is handed over must be noted.
    private async Task SendAsync(MailToSend mail)
    {
        if (mail.NoLongerNeeded is { } reason)
        {
            await queue.DropAsync(mail.Id, reason, CancellationToken.None);
            return;
        }

        try
        {
            await mailbox.SendAsync(mail);
        }
        catch (MailNotSentException failure)
        {
            await NoteAsync(mail, failure);
            return;
        }

        await queue.SentAsync(mail, CancellationToken.None);
    }

    private async Task NoteAsync(MailToSend mail, MailNotSentException failure)
    {
        if (failure.IsPermanent || mail.Attempts >= options.MaxAttempts)
        {
            log.MailFailed(mail.Id, mail.Attempts);
            await queue.FailAsync(mail, failure.Message, CancellationToken.None);
            return;
        }

        log.MailPostponed(mail.Id, mail.Attempts);
        await queue.RetryAsync(
            mail, failure.Message, options.PauseAfter(mail.Attempts), failure.IsKnown, CancellationToken.None);
    }
}
