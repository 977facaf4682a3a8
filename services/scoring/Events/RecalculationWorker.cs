using Microsoft.Extensions.Options;
using Monitor.Hosting;
using Monitor.Scoring.Storage;
using Npgsql;

namespace Monitor.Scoring.Events;

/// <summary>
/// Does what is left of the recalculations: when woken, and now and then. One replica at a time works; what one leaves
/// when it stops, another goes on with.
/// </summary>
public sealed class RecalculationWorker(
    NpgsqlDataSource database,
    RecalculationStore recalculations,
    Recalculator recalculator,
    IOptions<ScoringOptions> options,
    TimeProvider time,
    ILogger<RecalculationWorker> log) : BackgroundService
{
    private readonly WakeSignal wakes = new(time);

    /// <summary>A rule set was published.</summary>
    public void Wake() => wakes.Wake();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await wakes.WaitAsync(options.Value.RecalculationPoll, stoppingToken);
        }
    }

    /// <summary>Does all that is left, unless another replica is at it.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await recalculations.UnfinishedAsync(cancellationToken) is not { Count: > 0 } left)
            {
                return;
            }

            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            if (!await RecalculationStore.TryLockAsync(connection, cancellationToken))
            {
                return;
            }

            foreach (var recalculation in left)
            {
                await RunAsync(recalculation, cancellationToken);
            }

            await RecalculationStore.UnlockAsync(connection, cancellationToken);
        }
#pragma warning disable CA1031 // The worker's door: whatever failed is logged, and tried again at the next turn.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.RecalculationLookFailed(failure);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task RunAsync(Recalculation recalculation, CancellationToken cancellationToken)
    {
        try
        {
            var began = time.GetTimestamp();
            Recalculation? at = recalculation;
            while (at is not null && await recalculator.StepAsync(
                at, options.Value.RecalculationBatch, cancellationToken))
            {
                at = await ReadAgainAsync(at, cancellationToken);
            }

            log.RoundRecalculated(recalculation.Round, recalculation.RuleSet, time.GetElapsedTime(began));
        }
#pragma warning disable CA1031 // One round that fails must not hold up the others; it is tried again.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.RecalculationFailed(recalculation.Round, recalculation.RuleSet, failure);
            await recalculations.NoteAsync(recalculation, failure.GetType().Name, cancellationToken);
        }
    }

    private async Task<Recalculation?> ReadAgainAsync(Recalculation at, CancellationToken cancellationToken) =>
        (await recalculations.OfAsync([at.RuleSet], cancellationToken))[at.RuleSet]
            .SingleOrDefault(r => r.Round == at.Round && r.FinishedAt is null);
}
