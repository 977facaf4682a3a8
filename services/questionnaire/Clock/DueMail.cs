using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire.Clock;

/// <summary>Queues the invitations and reminders that are due, each once, however many replicas look.</summary>
public sealed class DueMail(
    NpgsqlDataSource database, ReminderStore reminders, QueuedMailStore queue, MailSender sender, ILogger<DueMail> log)
{
    /// <summary>To the contacts of those invited, once their round is open.</summary>
    public async Task QueueInvitationsAsync(CancellationToken cancellationToken)
    {
        var queued = await queue.QueueInvitationsAsync(cancellationToken);
        if (queued > 0)
        {
            log.InvitationsQueued(queued);
            sender.Wake();
        }
    }

    /// <summary>
    /// To those who have not submitted. Of several that are due at once, after a time in which nobody looked, the last
    /// is sent and the others are passed over.
    /// </summary>
    public async Task QueueRemindersAsync(CancellationToken cancellationToken)
    {
        foreach (var year in await reminders.DueAsync(cancellationToken))
        {
            await QueueRemindersAsync(year, cancellationToken);
        }
    }

    private async Task QueueRemindersAsync(int year, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var held = await RoundStore.HoldAsync(acting.Transaction, year, cancellationToken);
        if (held?.Round.IsOpen(held.Now) != true)
        {
            return;
        }

        var all = await ReminderStore.ListAsync(acting.Transaction, year, cancellationToken);
        var due = all.Where(r => r.DoneAt is null && r.DueAt <= held.Now).ToList();
        if (due.Count == 0)
        {
            return;   // another process did them
        }

        var queued = await QueuedMailStore.QueueReminderAsync(acting, due[^1], cancellationToken);
        await ReminderStore.UpdateAsync(
            acting.Transaction,
            [
                .. due.Select(r => r with
                {
                    DoneAt = held.Now,
                    Outcome = r == due[^1] ? ReminderOutcome.Sent : ReminderOutcome.PassedOver,
                }),
            ],
            cancellationToken);
        await RoundChangeStore.AddAsync(
            acting.Transaction, year, by: null, RoundAction.Reminded, [], queued, cancellationToken);
        await acting.CommitAsync(cancellationToken);
        log.ReminderQueued(year, queued.Count);
        sender.Wake();
    }
}
