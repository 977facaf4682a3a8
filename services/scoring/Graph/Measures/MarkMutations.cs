using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;
using Npgsql;

namespace Monitor.Scoring.Graph;

/// <summary>The mutations on marks, each in one transaction with its line of history.</summary>
public sealed class MarkMutations(
    NpgsqlDataSource database, MarkStore marks, MeasureCatalogue catalogue, Idempotency idempotency, TimeProvider time)
{
    /// <summary><c>markMeasure</c>. The same mark with the same reason again changes nothing.</summary>
    public async ValueTask<MeasureMarkView?> MarkAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var writer = OwnWriter.Of(context.Caller());
        var given = MeasureMark.Of(
            context.Argument<Mark>("mark"), context.Argument<string?>("reason"), time.GetUtcNow(), writer.Subject);
        return await RunAsync(context, writer, (_, now) => new(
            now?.Mark == given.Mark && now.Reason == given.Reason ? null : new Step(given.Mark, given.Reason)),
            cancellationToken);
    }

    /// <summary><c>unmarkMeasure</c>. Without a mark it changes nothing.</summary>
    public async ValueTask<MeasureMarkView?> UnmarkAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var writer = OwnWriter.Of(context.Caller());
        return await RunAsync(
            context, writer, (_, now) => new(now is null ? null : new Step(null, null)), cancellationToken);
    }

    /// <summary><c>undoMark</c>: one step back, and again one further.</summary>
    public async ValueTask<MeasureMarkView?> UndoAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var writer = OwnWriter.Of(context.Caller());
        var key = KeyOf(context);
        return await RunAsync(context, writer, async (acting, _) =>
        {
            var last = await MarkStore.LastStandingAsync(acting, writer.Municipality, key, cancellationToken)
                ?? throw new ClientException("NOTHING_TO_UNDO", "No change of this mark stands any more.");
            return new Step(last.MarkBefore, last.ReasonBefore, last.Id);
        }, cancellationToken);
    }

    private async Task<MeasureMarkView> RunAsync(
        FieldContext context,
        OwnWriter writer,
        Func<ActingTransaction, MeasureMark?, ValueTask<Step?>> decide,
        CancellationToken cancellationToken)
    {
        var key = KeyOf(context);
        await catalogue.RequireAsync(key, cancellationToken);
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var acting = await writer.ActingAs.WithinAsync(transaction, cancellationToken);
                var now = await MarkStore.LockAsync(acting, writer.Municipality, key, cancellationToken);
                if (await decide(acting, now) is { } step)
                {
                    var change = new MarkChange(
                        0, key, time.GetUtcNow(), writer.Subject, step.Mark, step.Reason, now?.Mark, now?.Reason,
                        step.Undoes);
                    await MarkStore.WriteAsync(acting, writer.Municipality, change, cancellationToken);
                }

                return true;
            }, cancellationToken);
        }

        var all = await marks.AllAsync(writer.Municipality, cancellationToken);
        return new MeasureMarkView(writer.Municipality, key, all.GetValueOrDefault(key));
    }

    private static MeasureKey KeyOf(FieldContext context) => new(
        context.Argument<string>("question"),
        context.Argument<string?>("option") is { Length: > 0 } option ? option : null);

    /// <summary>What the mark is to become; null is none.</summary>
    private sealed record Step(Mark? Mark, string? Reason, long? Undoes = null);
}
