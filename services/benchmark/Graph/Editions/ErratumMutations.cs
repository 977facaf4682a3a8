using Microsoft.Extensions.Options;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Benchmark.Graph;

/// <summary>The institute says what was wrong in a release, and has it made again.</summary>
public sealed class ErratumMutations(
    NpgsqlDataSource database,
    EditionStore editions,
    RecalculationStore recalculations,
    RecalculationWorker worker,
    Idempotency idempotency,
    AuditLog audit,
    IOptions<BenchmarkOptions> options,
    TimeProvider time,
    ILogger<ErratumMutations> log)
{
    private static readonly TimeSpan firstLook = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan longestPause = TimeSpan.FromMilliseconds(500);

    /// <summary><c>issueErratum</c>.</summary>
    public async ValueTask<IssuedErratumView?> IssueAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        caller.RequireRole(Role.Institute, Role.Administrator);
        var round = context.Argument<int>("round");
        var text = Erratum.CheckedText(context.Argument<string>("text"));
        var current = (await editions.ListAsync([round], cancellationToken))[round].FirstOrDefault()
            ?? throw new ClientException("NOT_RELEASED", $"Round {round} has no release to correct.");
        if (context.Argument<bool>("recalculate"))
        {
            RequireDryRunFirst(context);
            return await RecalculateAsync(context, round, text, cancellationToken);
        }

        var erratum = new Erratum(
            Guid.CreateVersion7(), round, current.Id, CorrectedBy: null, text, caller.Subject!, time.GetUtcNow());
        return context.Argument<bool>("dryRun")
            ? new IssuedErratumView(false, null, null, null, [])
            : await IssueTextAsync(context, erratum, cancellationToken);
    }

    // What is published cannot be taken back, so nobody publishes what he has not seen.
    private static void RequireDryRunFirst(FieldContext context)
    {
        if (!context.Argument<bool>("dryRun") && context.Argument<string?>("digest") is null)
        {
            throw new ClientException(
                "DRY_RUN_FIRST",
                "Do a dry run, look at what changes, and repeat it with the `digest` that it answers.");
        }
    }

    private async Task<IssuedErratumView> IssueTextAsync(
        FieldContext context, Erratum erratum, CancellationToken cancellationToken)
    {
        var issued = await RunAsync(context, async transaction =>
        {
            await ErratumStore.AddAsync(transaction, erratum, [], cancellationToken);
            await audit.AddAsync(
                transaction, new Act(ActKind.ErratumPublished, of: $"erratum:{erratum.Id}"), cancellationToken);
            return erratum;
        }, cancellationToken);
        context.Cache.Invalidate($"release-{issued.Round}");
        log.ErratumIssued(issued.Id, issued.Release, "(text)", issued.IssuedBy);
        return new IssuedErratumView(true, ErratumView.Of(issued), null, null, []);
    }

    /// <summary>Asks for it, and waits a while: at the size of the country it is done by then.</summary>
    private async Task<IssuedErratumView> RecalculateAsync(
        FieldContext context, int round, string text, CancellationToken cancellationToken)
    {
        var dryRun = context.Argument<bool>("dryRun");
        var asked = new Recalculation(
            Guid.CreateVersion7(), round, text, context.Argument<bool>("withoutWithdrawn"), dryRun,
            dryRun ? null : context.Argument<string>("digest"), context.Caller().Subject!, time.GetUtcNow());
        var id = await RunAsync(context, async transaction =>
        {
            await RecalculationStore.AddAsync(transaction, asked, cancellationToken);
            return asked.Id;
        }, cancellationToken);
        worker.Wake();
        var reached = await WaitAsync(id, cancellationToken);
        if (reached.Failure is { } failure)
        {
            throw new ClientException(failure.Code, failure.Message);
        }

        if (reached is { IsDryRun: false, HasEnded: true })
        {
            context.Cache.Invalidate($"release-{round}");
        }

        return IssuedErratumView.Of(new RecalculationView(reached));
    }

    private async Task<Recalculation> WaitAsync(Guid id, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var pause = firstLook;
        while (true)
        {
            var reached = await recalculations.FindAsync(id, cancellationToken)
                ?? throw new InvalidOperationException($"Recalculation {id} is gone.");
            if (reached.HasEnded || time.GetElapsedTime(begun) >= options.Value.RecalculationWait)
            {
                return reached;
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < longestPause ? pause * 2 : longestPause;
        }
    }

    private async Task<T> RunAsync<T>(
        FieldContext context, Func<NpgsqlTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await idempotency.RunAsync(context, connection, work, cancellationToken);
    }
}
