using Microsoft.Extensions.Options;
using Monitor.Hosting;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Clock;

/// <summary>
/// Does what is due by the clock. Every replica runs one: what is due stands in the database, is held by who does it,
/// and is found again after a restart. Sleeps until the next moment, at most <see cref="RoundOptions.LookEvery"/>.
/// </summary>
public sealed class RoundClock(
    RoundLifecycle rounds,
    DueMail mail,
    DueStore due,
    IOptions<RoundOptions> options,
    TimeProvider time,
    ILogger<RoundClock> log) : BackgroundService
{
    // Not shorter than a few milliseconds: a timer may fire a little early by the database's clock.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(5);

    private readonly WakeSignal wakes = new(time);

    /// <summary>Something changed that may be due, or due sooner.</summary>
    public void Wake() => wakes.Wake();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = options.Value.LookEvery;
            await TryAsync(rounds.RunDueAsync, stoppingToken);
            await TryAsync(mail.QueueRemindersAsync, stoppingToken);
            await TryAsync(mail.QueueInvitationsAsync, stoppingToken);
            await TryAsync(async token => pause = await UntilNextAsync(pause, token), stoppingToken);
            await wakes.WaitAsync(pause > ShortestPause ? pause : ShortestPause, stoppingToken);
        }
    }

    // What fails must not keep the others from being done; all of it is tried again at the next turn.
    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // The worker's door: whatever failed is logged, and tried again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.ClockFailed(failure);
        }
    }

    private async Task<TimeSpan> UntilNextAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var next = await due.UntilNextAsync(cancellationToken);
        return next < longest ? next.Value : longest;
    }
}
