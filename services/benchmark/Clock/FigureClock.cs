using Microsoft.Extensions.Options;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Exchange;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Clock;

/// <summary>
/// Imports figures on the days that the settings name. Every replica runs one: what is due stands in the database, is
/// taken by one of them at a time, and is found again after a crash.
/// </summary>
internal sealed class FigureClock(
    FigureScheduleStore schedule,
    FigureMappingStore mappings,
    FigureImporter importer,
    FigureImportMetrics metrics,
    IOptions<FigureImportOptions> options,
    TimeProvider time,
    ILogger<FigureClock> log) : BackgroundService
{
    /// <summary>Who the record of an import names.</summary>
    public const string Subject = "schedule";

    private readonly WakeSignal wakes = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Scheduled.Count == 0)
        {
            return;   // off
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunDueAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The worker's door: whatever failed is logged, and looked at again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                log.FigureClockFailed(failure);
            }

            await wakes.WaitAsync(options.Value.LookEvery, stoppingToken);
        }
    }

    /// <summary>Notes the last day that was due, and imports what nobody has imported yet.</summary>
    internal async Task RunDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (LastDue(options.Value, now) is { } due)
        {
            await schedule.NoteAsync(options.Value.Scheduled, due.Day, due.At, cancellationToken);
        }

        // While it runs, nobody else takes it: longer than an import may last.
        while (await schedule.TakeAsync(
            time.GetUtcNow(), time.GetUtcNow() + (options.Value.LongestImport * 2), cancellationToken) is { } taken)
        {
            await ImportAsync(taken, cancellationToken);
        }

        metrics.Failed = await schedule.FailedAsync(cancellationToken);
    }

    /// <summary>The last moment that was due, within the time that is made up for; null: none.</summary>
    internal static (DateOnly Day, DateTimeOffset At)? LastDue(FigureImportOptions options, DateTimeOffset now)
    {
        var year = DutchTime.DayOf(now).Year;
        return options.DueDays
            .SelectMany(d => new[] { year - 1, year }.Select(y => new DateOnly(y, d.Month, d.Day)))
            .Select(day => (Day: day, At: DutchTime.At(day, options.At)))
            .Where(due => due.At <= now && due.At > now - options.CatchUp)
            .OrderBy(due => due.At)
            .Select(due => ((DateOnly, DateTimeOffset)?)due)
            .LastOrDefault();
    }

    private async Task ImportAsync(ScheduledImport taken, CancellationToken cancellationToken)
    {
        log.ScheduledImportBegins(taken.Mapping, taken.DueOn, taken.Attempts);
        string failure;
        try
        {
            var report = await importer.RunAsync(
                await RequestOfAsync(taken, cancellationToken), _ => Task.CompletedTask, cancellationToken);
            if (report.Outcome != FigureImportOutcome.Refused)
            {
                var outcome = report.Import is null ? ScheduledOutcome.Unchanged : ScheduledOutcome.Imported;
                await schedule.EndAsync(
                    taken, outcome, time.GetUtcNow(), failure: null, report.Import, cancellationToken);
                metrics.Count(taken.Mapping, outcome.ToString());
                return;
            }

            var first = report.Faults[0];
            failure = FormattableString.Invariant(
                $"Faults: {report.FaultCount}, the first {first.Code}: {first.Message}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (ClientException refused)
        {
            failure = $"{refused.Code}: {refused.Message}";
        }
#pragma warning disable CA1031 // Whatever failed is logged, shown and tried again: the others must not wait for it.
        catch (Exception unexpected)
#pragma warning restore CA1031
        {
            log.FigureClockFailed(unexpected);
            failure = "INTERNAL_ERROR: see the log.";
        }

        await FailAsync(taken, failure, cancellationToken);
    }

    private async Task<FigureImportRequest> RequestOfAsync(
        ScheduledImport taken, CancellationToken cancellationToken)
    {
        var stored = await mappings.FindAsync(taken.Mapping, cancellationToken)
            ?? throw new ClientException("UNKNOWN_MAPPING", $"There is no mapping '{taken.Mapping}'.");
        var address = FigureMappingFile.Read(
            System.Text.Encoding.UTF8.GetBytes(stored.Document), new FigureFaults())?.Address
            ?? throw new ClientException("NO_ADDRESS", $"The mapping '{taken.Mapping}' names no address.");
        return new FigureImportRequest(
            taken.Mapping, OwnMapping: null, FileName: null, File: null, address, Status: null, PublishedOn: null,
            IsDryRun: false, Subject);
    }

    private async Task FailAsync(ScheduledImport taken, string failure, CancellationToken cancellationToken)
    {
        log.ScheduledImportFailed(taken.Mapping, taken.DueOn, taken.Attempts, failure);
        metrics.Count(taken.Mapping, "Failed");
        if (taken.Attempts >= options.Value.Attempts)
        {
            await schedule.EndAsync(
                taken, ScheduledOutcome.GivenUp, time.GetUtcNow(), failure, import: null, cancellationToken);
            return;
        }

        var pause = options.Value.RetryAfter * Math.Pow(2, taken.Attempts - 1);
        var longest = TimeSpan.FromDays(1);
        await schedule.RetryAsync(
            taken, time.GetUtcNow() + (pause < longest ? pause : longest), failure, cancellationToken);
    }
}
