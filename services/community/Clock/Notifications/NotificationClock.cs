using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Events;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Clock;

/// <summary>
/// Tells members of what happened. Every replica runs one: what is to be told stands in the database, is held by who
/// tells it, and is told once, with its events; what a killed process held is told by the next.
/// </summary>
public sealed class NotificationClock(
    NpgsqlDataSource database,
    NotificationJobs jobs,
    WeakSpots weakSpots,
    Outbox outbox,
    IOptions<CommunityOptions> options,
    TimeProvider time,
    ILogger<NotificationClock> log) : BackgroundService
{
    private static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(1);

    /// <summary>Tells what is due now; says how many things that were.</summary>
    public async Task<int> TellDueAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        while (await jobs.ClaimAsync(HoldFor, cancellationToken) is { } job)
        {
            try
            {
                await TellAsync(job, cancellationToken);
                told++;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // One that cannot be told now keeps no other waiting; it comes again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                log.NotificationNotTold(failure, EnumText.Of(job.Cause), job.Attempts);
            }
        }

        return told;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookForNotificationsEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TellDueAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                log.NotificationNotTold(failure, "ALL", 0);
            }
        }
    }

    private async Task TellAsync(NotificationJob job, CancellationToken cancellationToken)
    {
        // Another service is asked before the transaction begins, so that it holds nothing while it waits.
        var weak = job.Cause == NotificationCause.Tip ? await WeakAsync(job, cancellationToken) : [];
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var now = time.GetUtcNow();
        var told = job.Cause switch
        {
            NotificationCause.Posted => await PostedAsync(acting.Transaction, job, now, cancellationToken),
            NotificationCause.Tip => await FanOut.OfPostedAsync(
                acting.Transaction, job, [], [], weak, now, cancellationToken),
            NotificationCause.Answered => await FanOut.OfAnswerAsync(
                acting.Transaction, job, now, cancellationToken),
            NotificationCause.Moderated or NotificationCause.HiddenByReports or NotificationCause.ShownAgain =>
                await FanOut.OfModerationAsync(acting.Transaction, job, now, cancellationToken),
            _ => throw new InvalidOperationException("A cause that nobody is told of."),
        };
        await outbox.AddAllAsync(
            acting.Transaction,
            NotificationAdded.Topic,
            [.. told.Select(member => new NotificationAdded(member.ToString("N")))],
            cancellationToken);
        await NotificationJobs.EndAsync(acting.Transaction, job, cancellationToken);
        await acting.CommitAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<Guid>> PostedAsync(
        NpgsqlTransaction transaction, NotificationJob job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FanOut.SourceAsync(transaction, job.Contribution, cancellationToken) is not { } source)
        {
            return [];
        }

        var called = Mentions.In(source.Text);
        var authorsOf = called.Contributions
            .Select(id => Guid.TryParse(id, out var known) ? known : (Guid?)null)
            .OfType<Guid>();
        return await FanOut.OfPostedAsync(
            transaction, job, called.Municipalities, authorsOf, weak: [], now, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> WeakAsync(NotificationJob job, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var source = await FanOut.SourceAsync(acting.Transaction, job.Contribution, cancellationToken);
        await acting.CommitAsync(cancellationToken);
        return source?.Objective is { } objective ? await weakSpots.OfAsync(objective, cancellationToken) : [];
    }
}
