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
    EditionMaker maker,
    Idempotency idempotency,
    AuditLog audit,
    TimeProvider time,
    ILogger<ErratumMutations> log)
{
    /// <summary><c>issueErratum</c>.</summary>
    public async ValueTask<IssuedErratumView?> IssueAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        caller.RequireRole(Role.Institute, Role.Administrator);
        var round = context.Argument<int>("round");
        var text = Erratum.CheckedText(context.Argument<string>("text"));
        var current = (await editions.ListAsync([round], cancellationToken))[round].FirstOrDefault()
            ?? throw new ClientException("NOT_RELEASED", $"Round {round} has no release to correct.");
        var erratum = new Erratum(
            Guid.CreateVersion7(), round, current.Id, CorrectedBy: null, text, caller.Subject!, time.GetUtcNow());
        if (!context.Argument<bool>("recalculate"))
        {
            return context.Argument<bool>("dryRun")
                ? new IssuedErratumView(false, null, null, null, [])
                : await IssueTextAsync(context, erratum, cancellationToken);
        }

        RequireDryRunFirst(context);
        var next = await maker.ComputeAsync(current, context.Argument<bool>("withoutWithdrawn"), cancellationToken);
        return context.Argument<bool>("dryRun")
            ? await LookAsync(next, cancellationToken)
            : await IssueEditionAsync(context, next, erratum, cancellationToken);
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
            return new Issued(erratum, []);
        }, cancellationToken);
        return ViewOf(context, issued, digest: null);
    }

    private async Task<IssuedErratumView> LookAsync(NextEdition next, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var difference = await maker.AddAsync(transaction, next, cancellationToken);
        await transaction.RollbackAsync(cancellationToken);
        return new IssuedErratumView(
            false, null, next.Release.Id, difference.Digest, [.. difference.Cells.Select(CorrectedCellView.Of)]);
    }

    private async Task<IssuedErratumView> IssueEditionAsync(
        FieldContext context, NextEdition next, Erratum erratum, CancellationToken cancellationToken)
    {
        var expected = context.Argument<string>("digest");
        var issued = await RunAsync(context, async transaction =>
        {
            var difference = await maker.AddAsync(transaction, next, cancellationToken);
            if (difference.Digest != expected)
            {
                throw new ClientException(
                    "EDITION_CHANGED",
                    "The edition is not the one of that dry run: scores or areas changed. Look again.");
            }

            if (difference.Cells.Count == 0)
            {
                throw new ClientException("NOTHING_CHANGES", "The edition would be the same as the one before.");
            }

            var corrected = erratum with { CorrectedBy = next.Release.Id };
            await ErratumStore.AddAsync(transaction, corrected, difference.Cells, cancellationToken);
            return new Issued(corrected, difference.Cells);
        }, cancellationToken);
        return ViewOf(context, issued, expected);
    }

    private async Task<Issued> RunAsync(
        FieldContext context, Func<NpgsqlTransaction, Task<Issued>> work, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await idempotency.RunAsync(
            context,
            connection,
            async transaction =>
            {
                var issued = await work(transaction);
                await audit.AddAsync(
                    transaction,
                    new Act(ActKind.ErratumPublished, of: $"erratum:{issued.Erratum.Id}"),
                    cancellationToken);
                return issued;
            },
            cancellationToken);
    }

    private IssuedErratumView ViewOf(FieldContext context, Issued issued, string? digest)
    {
        var erratum = issued.Erratum;
        context.Cache.Invalidate($"release-{erratum.Round}");
        log.ErratumIssued(erratum.Id, erratum.Release, erratum.CorrectedBy ?? "(text)", erratum.IssuedBy);
        return new IssuedErratumView(
            true, ErratumView.Of(erratum), erratum.CorrectedBy, digest,
            [.. issued.Cells.Select(CorrectedCellView.Of)]);
    }

    /// <summary>What a repeat of the same request answers too.</summary>
    private sealed record Issued(Erratum Erratum, IReadOnlyList<CorrectedCell> Cells);
}
