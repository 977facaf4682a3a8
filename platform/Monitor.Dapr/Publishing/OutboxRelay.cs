using System.Net;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Npgsql;

namespace Monitor.Dapr;

/// <summary>
/// Publishes the outbox: one relay per database, whichever replica holds the lock. A row counts as published only
/// once the broker has it, so a failure repeats an event, and never loses one.
/// </summary>
internal sealed class OutboxRelay(
    NpgsqlDataSource database, OutboxStore outbox, DaprClient dapr, IOptions<DaprOptions> settings,
    TimeProvider time, ILogger<OutboxRelay> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AskForLockEvery = TimeSpan.FromSeconds(2);

    private readonly DaprOptions options = settings.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.HttpPort is null)
        {
            return;   // no sidecar: rows wait (CatchUp says so in the log)
        }
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stoppingToken);
                if (!await OutboxStore.TryLockAsync(connection, stoppingToken))
                {
                    await Task.Delay(AskForLockEvery, time, stoppingToken);   // another replica relays
                    continue;
                }
                await OutboxStore.ListenAsync(connection, stoppingToken);
                pause = FirstPause;
                await RelayAsync(connection, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
            {
                log.RelayLostDatabase(failure, pause);
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = Longer(pause);
            }
        }
    }

    /// <summary>Publishes until the connection, and with it the lock, is lost.</summary>
    private async Task RelayAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        // A notice may also arrive during a query: remembered here, so that the wait below does not miss it.
        var woken = false;
        connection.Notification += (_, _) => woken = true;

        var pause = FirstPause;
        while (true)
        {
            woken = false;
            var rows = await outbox.NumberAndReadDueAsync(connection, options.OutboxBatch, stoppingToken);
            if (!await PublishAsync(connection, rows, stoppingToken))
            {
                await Task.Delay(pause, time, stoppingToken);
                pause = Longer(pause);
            }
            else
            {
                pause = FirstPause;
                if (!woken && rows.Count < options.OutboxBatch)
                {
                    await connection.WaitAsync(options.OutboxPoll, stoppingToken);
                }
            }
        }
    }

    /// <summary>
    /// Publishes rows in their order; false when the broker or the sidecar failed, so that all must wait.
    /// </summary>
    private async Task<bool> PublishAsync(
        NpgsqlConnection connection, IReadOnlyList<OutboxRow> rows, CancellationToken stoppingToken)
    {
        var published = new List<Guid>(rows.Count);
        var isBrokerWell = true;
        foreach (var row in rows)
        {
            try
            {
                await dapr.PublishAsync(row.Topic, CloudEvent.Write(options.AppId, row), stoppingToken);
                published.Add(row.Id);
            }
            catch (DaprException refused) when (IsAboutThisRow(refused))
            {
                log.EventRefused(refused, row.Id, row.Topic);
                await outbox.PostponeAsync(connection, row.Id, refused.Message, PauseAfter(row), stoppingToken);
            }
            catch (DaprException failure)
            {
                log.BrokerFailed(failure, rows.Count - published.Count);
                isBrokerWell = false;
                break;
            }
        }
        if (published.Count > 0)
        {
            // Also at a stop: what is published and not marked goes out twice.
            await outbox.MarkPublishedAsync(connection, [.. published], CancellationToken.None);
        }
        return isBrokerWell;
    }

    /// <summary>A topic not allowed, an unknown component, an event not understood: others may still go.</summary>
    private static bool IsAboutThisRow(DaprException failure) =>
        failure.Status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.NotFound
            or HttpStatusCode.RequestEntityTooLarge;

    private static TimeSpan PauseAfter(OutboxRow row) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(row.Attempts, 10)), 600));

    private TimeSpan Longer(TimeSpan pause) =>
        pause * 2 < options.OutboxLongestPause ? pause * 2 : options.OutboxLongestPause;
}
