using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Npgsql;
using Act = Monitor.Questionnaire.Domain.Act;

namespace Monitor.Questionnaire.Graph;

/// <summary>
/// The frame of every mutation of a response: one transaction with the response and its round locked, once per
/// Idempotency-Key, with its history line. A refusal, at whatever point, leaves everything as it was.
/// </summary>
public sealed class ResponseWriting(
    NpgsqlDataSource database,
    ResponseStore responses,
    HistoryStore history,
    QuestionnaireStore questionnaires,
    Idempotency idempotency)
{
    /// <summary>Runs a change and gives the response as it is then; the change gives the response's id.</summary>
    internal async ValueTask<Response?> RunAsync(
        FieldContext context, Func<ActingTransaction, Writer, Task<Guid>> change, CancellationToken cancellationToken)
    {
        var writer = Writer.Of(context.Caller());
        Guid id;
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            id = await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var acting = await writer.ActingAs.WithinAsync(transaction, cancellationToken);
                return await change(acting, writer);
            }, cancellationToken);
        }

        await using var reading = await writer.ActingAs.BeginAsync(database, cancellationToken);
        return (await responses.FindAsync(reading, [id], cancellationToken))[id];
    }

    /// <summary>Runs an act on the response that <c>responseId</c> names; null: there is nothing to do.</summary>
    internal async ValueTask<Response?> ActAsync(
        FieldContext context,
        Func<ActingTransaction, LockedResponse, Writer, Task<Act?>> act,
        CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, Id(context, "responseId"), cancellationToken);
        return await RunAsync(context, async (acting, writer) =>
        {
            var locked = await LockAsync(acting, found, cancellationToken);
            if (await act(acting, locked, writer) is { } done)
            {
                await WriteAsync(acting, done, cancellationToken);
            }

            return found.Response.Id;
        }, cancellationToken);
    }

    /// <summary>
    /// What of a response never changes, read before the transaction: one that holds a connection and waits for a
    /// second could wait for ever when all do.
    /// </summary>
    /// <exception cref="ClientException">UNAUTHENTICATED, FORBIDDEN, NOT_FOUND.</exception>
    internal async Task<FoundResponse> FindAsync(FieldContext context, Guid id, CancellationToken cancellationToken)
    {
        Response response;
        await using (var acting = await Writer.Of(context.Caller()).ActingAs.BeginAsync(database, cancellationToken))
        {
            response = (await responses.FindAsync(acting, [id], cancellationToken)).GetValueOrDefault(id)
                ?? throw ResponseResolvers.NotFound();
        }

        var forms = await questionnaires.FindAsync([response.Questionnaire], cancellationToken);
        return new FoundResponse(response, forms[response.Questionnaire]);
    }

    /// <summary>
    /// The response with its answers, locked until the transaction ends: a second writer waits, and sees the first. Its
    /// round is locked against closing, and first: who waits for a colleague was in before the closing all the same.
    /// </summary>
    internal async Task<LockedResponse> LockAsync(
        ActingTransaction acting, FoundResponse found, CancellationToken cancellationToken)
    {
        var id = found.Response.Id;
        var round = await RoundStore.LockAsync(acting.Transaction, found.Response.Round, cancellationToken);
        var response = await responses.LockAsync(acting, id, cancellationToken) ?? throw ResponseResolvers.NotFound();
        var answers = await responses.StoredAnswersAsync(acting, [id], cancellationToken);
        return new LockedResponse(round!, new WorkingResponse(response, found.Questionnaire, answers[id]));
    }

    /// <summary>The id that an argument holds; of nothing when it is not one.</summary>
    internal static Guid Id(FieldContext context, string argument) =>
        Guid.TryParse(context.Argument<string>(argument), out var id) ? id : Guid.Empty;

    /// <summary>Writes what an act leaves behind.</summary>
    internal async Task WriteAsync(ActingTransaction acting, Act act, CancellationToken cancellationToken)
    {
        await responses.WriteAnswersAsync(acting, act.Response, act.Written, cancellationToken);
        await responses.UpdateAsync(acting, act.Response, cancellationToken);
        await history.AddAsync(acting, act.Response, act.Change, cancellationToken);
    }
}

/// <summary>A response as read before its transaction: municipality, round and questionnaire hold in it.</summary>
internal sealed record FoundResponse(Response Response, Domain.Questionnaire Questionnaire);

/// <summary>A response with its answers and its round, of which none changes while the transaction runs.</summary>
internal sealed record LockedResponse(LockedRound Round, WorkingResponse Working);
