using Microsoft.Extensions.Options;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Benchmark.Events;

/// <summary>
/// Carries out what the institute asked to be calculated again, one after the other: when woken, and now and then, as
/// another process may have died at one.
/// </summary>
public sealed class RecalculationWorker(
    RecalculationStore recalculations,
    EditionStore editions,
    EditionMaker maker,
    AuditLog audit,
    NpgsqlDataSource database,
    IOptions<BenchmarkOptions> options,
    TimeProvider time,
    ILogger<RecalculationWorker> log) : BackgroundService
{
    private readonly WakeSignal wakes = new(time);

    /// <summary>Something was asked for.</summary>
    public void Wake() => wakes.Wake();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAllAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The worker's door: whatever failed is logged, and tried again at the next turn.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.RecalculationInterrupted(failure);
            }

            await wakes.WaitAsync(options.Value.ReleaseRetry, stoppingToken);
        }
    }

    private async Task RunAllAsync(CancellationToken cancellationToken)
    {
        await using var turn = await RecalculationTurn.TakeAsync(database, cancellationToken);
        while (turn is not null && await recalculations.BeginAsync(cancellationToken) is { } begun)
        {
            if (begun.Attempts > Recalculation.MostAttempts)
            {
                await FailAsync(begun, GivenUp, cancellationToken);
                continue;
            }

            try
            {
                await RunAsync(begun, cancellationToken);
            }
            catch (ClientException refused)
            {
                await FailAsync(begun, new RecalculationFailure(refused.Code, refused.Message), cancellationToken);
            }
        }
    }

    private static RecalculationFailure GivenUp { get; } = new(
        "INTERNAL_ERROR", $"It was begun {Recalculation.MostAttempts} times and came to no end: see the log.");

    private async Task RunAsync(Recalculation begun, CancellationToken cancellationToken)
    {
        var current = (await editions.ListAsync([begun.Round], cancellationToken))[begun.Round].First();
        var next = await maker.ComputeAsync(current, begun.WithoutWithdrawn, cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (begun.IsDryRun)
        {
            await transaction.SaveAsync("edition", cancellationToken);
        }

        var difference = await maker.AddAsync(transaction, next, cancellationToken);
        var result = new RecalculationResult(next.Before, next.Release.Id, difference.Digest, difference.Cells);
        if (begun.IsDryRun)
        {
            await transaction.RollbackAsync("edition", cancellationToken);
        }
        else
        {
            await IssueAsync(transaction, begun, result, cancellationToken);
        }

        if (await recalculations.DoneAsync(transaction, begun.Id, result, cancellationToken))
        {
            await transaction.CommitAsync(cancellationToken);
            log.Recalculated(begun.Id, begun.Round, result.Edition, begun.IsDryRun, result.Cells.Count);
        }
    }

    private async Task IssueAsync(
        NpgsqlTransaction transaction, Recalculation begun, RecalculationResult result,
        CancellationToken cancellationToken)
    {
        if (result.Digest != begun.ExpectedDigest)
        {
            throw new ClientException(
                "EDITION_CHANGED",
                "The edition is not the one of that dry run: scores or areas changed. Look again.");
        }

        if (result.Cells.Count == 0)
        {
            throw new ClientException("NOTHING_CHANGES", "The edition would be the same as the one before.");
        }

        var erratum = new Erratum(
            begun.Id, begun.Round, result.Corrects, result.Edition, begun.Text, begun.AskedBy, time.GetUtcNow());
        await ErratumStore.AddAsync(transaction, erratum, result.Cells, cancellationToken);
        await audit.AddAsync(
            transaction,
            new Act(ActKind.ErratumPublished, of: $"erratum:{erratum.Id}") { By = begun.AskedBy },
            cancellationToken);
        log.ErratumIssued(erratum.Id, erratum.Release, result.Edition, erratum.IssuedBy);
    }

    private async Task FailAsync(
        Recalculation begun, RecalculationFailure failure, CancellationToken cancellationToken)
    {
        log.RecalculationFailed(begun.Id, begun.Round, failure.Code, failure.Message);
        await recalculations.FailAsync(begun.Id, failure, cancellationToken);
    }
}
