using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Clock;

/// <summary>
/// Queues the mails with what members did not read, in the morning. Every replica runs one: a member is held by who
/// makes their digest, and marked in the transaction that queues it, so that it comes once.
/// </summary>
public sealed class DigestClock(
    NpgsqlDataSource database,
    MailSender sender,
    IOptions<CommunityOptions> options,
    IOptions<MemberOptions> members,
    TimeProvider time,
    ILogger<DigestClock> log) : BackgroundService
{
    /// <summary>Queues what is due now; says how many mails that were.</summary>
    public async Task<int> QueueDueAsync(CancellationToken cancellationToken)
    {
        var queued = 0;
        while (await QueueNextAsync(cancellationToken) is { } isMailed)
        {
            queued += isMailed ? 1 : 0;
        }

        if (queued > 0)
        {
            sender.Wake();
        }

        return queued;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookForDigestsEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await QueueDueAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                log.DigestsNotQueued(failure);   // what is due stays due
            }
        }
    }

    // Null when nobody's is due; false where nothing of it may be read any more.
    private async Task<bool?> QueueNextAsync(CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        if (await DigestStore.ClaimAsync(acting.Transaction, time.GetUtcNow(), cancellationToken) is not { } due)
        {
            return null;
        }

        await due.Reader.ActAsync(acting.Transaction, cancellationToken);
        var (sentences, count) = await DigestStore.ReadAsync(acting.Transaction, due, cancellationToken);
        await using var again = await ActingAs.Service.WithinAsync(acting.Transaction, cancellationToken);
        if (count > 0)
        {
            await MailStore.AddAsync(
                again,
                new NewMail(
                    "DIGEST",
                    due.Name,
                    due.Email,
                    Digest.Of(sentences, count, members.Value.SiteLink),
                    Account: due.Reader.Member),
                cancellationToken);
        }

        await acting.CommitAsync(cancellationToken);
        return count > 0;
    }
}
