using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Events;
using Monitor.Questionnaire.Storage;
using Npgsql;
using Act = Monitor.Hosting.Act;

namespace Monitor.Questionnaire.Clock;

/// <summary>
/// Opens and closes rounds, each with all that comes with it in one transaction: by the clock or by the institute, by
/// whichever replica holds the round first, and so once.
/// </summary>
public sealed class RoundLifecycle(
    NpgsqlDataSource database, RoundStore rounds, Outbox outbox, AuditLog audit, ILogger<RoundLifecycle> log)
{
    /// <summary>Opens every round whose moment has come, and closes every one whose moment has.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        foreach (var (year, status) in await rounds.DueAsync(cancellationToken))
        {
            if (status == RoundStatus.Planned)
            {
                await OpenDueAsync(year, cancellationToken);
            }

            await CloseDueAsync(year, cancellationToken);
        }
    }

    /// <summary>Opens a round that its transaction holds: its municipalities are to be invited from now on.</summary>
    public async Task OpenAsync(
        NpgsqlTransaction transaction,
        LockedRound planned,
        Round opened,
        string? by,
        CancellationToken cancellationToken)
    {
        await RoundStore.UpdateAsync(transaction, opened, cancellationToken);
        await InvitedStore.AskInvitationsAsync(transaction, opened.Year, codes: null, cancellationToken);
        await PassOverEarlierAsync(transaction, opened.Year, planned.Now, cancellationToken);
        await RoundChangeStore.AddAsync(
            transaction, opened.Year, by, RoundAction.Opened,
            RoundFieldChange.Between(planned.Round, opened), [], cancellationToken);
        await outbox.AddAsync(transaction, RoundOpened.Topic, new RoundOpened(opened.Year), cancellationToken);
        await audit.AddAsync(
            transaction, new Act(ActKind.RoundOpened, of: $"round:{opened.Year}"), cancellationToken);
    }

    /// <summary>
    /// Closes a round whose closing time has passed, once those who were in before are done. Nothing happens when it
    /// is not due, or another process closes it.
    /// </summary>
    public async Task CloseDueAsync(int year, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var transaction = acting.Transaction;
        if (await RoundStore.HoldDueToCloseAsync(transaction, year, cancellationToken) is not { } due)
        {
            return;
        }

        var closed = due.Round with
        {
            Status = RoundStatus.Closed,
            ClosesAt = await RoundStore.CloseAsync(acting, year, cancellationToken),
        };
        await RoundChangeStore.AddAsync(
            transaction, year, by: null, RoundAction.Closed,
            RoundFieldChange.Between(due.Round, closed), [], cancellationToken);
        await outbox.AddAsync(transaction, RoundClosed.Topic, new RoundClosed(year), cancellationToken);
        await audit.AddAsync(transaction, new Act(ActKind.RoundClosed, of: $"round:{year}"), cancellationToken);
        await acting.CommitAsync(cancellationToken);
        log.RoundClosed(year);
    }

    private async Task OpenDueAsync(int year, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var held = await RoundStore.HoldAsync(transaction, year, cancellationToken);
        if (held is not { Round.Status: RoundStatus.Planned } || held.Round.OpensAt > held.Now)
        {
            return;   // another process opened it, or it was changed meanwhile
        }

        var opened = held.Round with { Status = RoundStatus.Open };
        await OpenAsync(transaction, held, opened, by: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        log.RoundOpened(year);
    }

    private static async Task PassOverEarlierAsync(
        NpgsqlTransaction transaction, int year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reminders = await ReminderStore.ListAsync(transaction, year, cancellationToken);
        await ReminderStore.UpdateAsync(
            transaction,
            [
                .. reminders.Where(r => r.DoneAt is null && r.DueAt <= now)
                    .Select(r => r with { DoneAt = now, Outcome = ReminderOutcome.PassedOver }),
            ],
            cancellationToken);
    }
}
