using Microsoft.Extensions.Options;
using Monitor.Hosting;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Events;

/// <summary>Makes pending releases as soon as their scores are complete: when woken, and now and then.</summary>
public sealed class ReleaseWorker(
    PendingReleaseStore pending,
    ReleaseMaker maker,
    IOptions<BenchmarkOptions> options,
    TimeProvider time,
    ILogger<ReleaseWorker> log) : BackgroundService
{
    private readonly WakeSignal wakes = new(time);

    /// <summary>Something changed that a release may have waited for.</summary>
    public void Wake() => wakes.Wake();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await wakes.WaitAsync(options.Value.ReleaseRetry, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            int? waitsFor = null;
            foreach (var release in await pending.ListAsync(cancellationToken))
            {
                if (waitsFor is { } earlier && IsFresh(release))
                {
                    log.ReleaseWaitsForEarlier(release.Round, earlier);
                }
                else if (!await MakeAsync(release, cancellationToken))
                {
                    waitsFor ??= release.Round;
                }
            }
        }
#pragma warning disable CA1031 // The worker's door: whatever failed is logged, and tried again at the next turn.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LookFailed(failure);
        }
    }

    // A round that fails must not hold up later ones for long.
    private bool IsFresh(PendingRelease release) =>
        time.GetUtcNow() - release.ClosedAt < options.Value.WaitForEarlierRound;

    /// <summary>False when it is still to be made.</summary>
    private async Task<bool> MakeAsync(PendingRelease release, CancellationToken cancellationToken)
    {
        if (release.Missing > 0)
        {
            log.ReleaseWaits(release.Round, release.Missing);
            return false;
        }

        try
        {
            await maker.MakeAsync(release.Round, cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // One round that fails must not hold up the others; it is tried again.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.ReleaseFailed(release.Round, failure);
            return false;
        }
    }
}
