using Monitor.Dapr;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Events;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire.Graph;

/// <summary>
/// The mutations of schema.graphql. Each runs in one transaction with its history line and its event: a refusal, at
/// whatever point, leaves everything as it was.
/// </summary>
public sealed class ResponseMutations(
    NpgsqlDataSource database,
    ResponseStore responses,
    SubmissionStore submissions,
    QuestionnaireStore questionnaires,
    MunicipalityStore municipalities,
    Idempotency idempotency,
    Outbox outbox,
    TimeProvider time)
{
    public ValueTask<Response?> StartResponseAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var year = context.Argument<int>("round");
        return RunAsync(
            context,
            (acting, writer) => StartAsync(acting, writer, year, cancellationToken),
            cancellationToken);
    }

    public ValueTask<Response?> SaveAnswersAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var id = ResponseId(context);
        var revision = context.Argument<int>("revision");
        var answers = context.Argument<IReadOnlyList<AnswerInput>>("answers");
        return RunAsync(
            context,
            (acting, writer) => SaveAsync(acting, writer, id, revision, answers, cancellationToken),
            cancellationToken);
    }

    public ValueTask<Response?> SubmitResponseAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var id = ResponseId(context);
        var revision = context.Argument<int>("revision");
        return RunAsync(
            context,
            (acting, writer) => SubmitAsync(acting, writer, id, revision, cancellationToken),
            cancellationToken);
    }

    private async Task<Guid> StartAsync(
        ActingTransaction acting, Writer writer, int year, CancellationToken cancellationToken)
    {
        var round = await RoundStore.LockAsync(acting.Transaction, year, cancellationToken)
            ?? throw RoundResolvers.UnknownRound(year);
        var response = Response.Start(Guid.NewGuid(), writer.Municipality, round);
        if (!await municipalities.IsListedAsync(writer.Municipality, round.Round.AreasYear, cancellationToken))
        {
            throw new NotInvitedException(writer.Municipality, year, round.Round.AreasYear);
        }

        if (!await responses.AddAsync(acting, response, cancellationToken))
        {
            var existing = await responses.FindAsync(acting, writer.Municipality, year, cancellationToken);
            return existing!.Id;
        }

        await RecordAsync(acting, writer, response, ResponseAction.Started, [], cancellationToken);
        return response.Id;
    }

    private async Task<Guid> SaveAsync(
        ActingTransaction acting,
        Writer writer,
        Guid id,
        int revision,
        IReadOnlyList<AnswerInput> given,
        CancellationToken cancellationToken)
    {
        var (response, round, sheet) = await LockAsync(acting, id, cancellationToken);
        var saved = response.Save(round, revision);
        var changed = sheet.With([.. given.Select(g => g.ToAnswer())]);
        var questions = changed.ChangedSince(sheet);

        await responses.WriteAnswersAsync(acting, saved, changed, questions, cancellationToken);
        await responses.UpdateAsync(acting, saved, cancellationToken);
        await RecordAsync(acting, writer, saved, ResponseAction.Saved, questions, cancellationToken);
        return id;
    }

    private async Task<Guid> SubmitAsync(
        ActingTransaction acting, Writer writer, Guid id, int revision, CancellationToken cancellationToken)
    {
        var (response, round, sheet) = await LockAsync(acting, id, cancellationToken);
        var submitted = response.Submit(round, revision, sheet);

        await submissions.AddAsync(acting, SubmittedResponse.Of(submitted, sheet), cancellationToken);
        await responses.UpdateAsync(acting, submitted, cancellationToken);
        await RecordAsync(acting, writer, submitted, ResponseAction.Submitted, [], cancellationToken);
        var fact = new ResponseSubmitted(
            id, submitted.Revision, submitted.Round, submitted.Municipality, submitted.Questionnaire);
        await outbox.AddAsync(acting.Transaction, ResponseSubmitted.Topic, fact, cancellationToken);
        return id;
    }

    private async Task<(Response Response, LockedRound Round, AnswerSheet Sheet)> LockAsync(
        ActingTransaction acting, Guid id, CancellationToken cancellationToken)
    {
        var response = await responses.LockAsync(acting, id, cancellationToken) ?? throw ResponseResolvers.NotFound();
        var round = await RoundStore.LockAsync(acting.Transaction, response.Round, cancellationToken);
        var forms = await questionnaires.FindAsync([response.Questionnaire], cancellationToken);
        var answers = await responses.AnswersAsync(acting, [id], cancellationToken);
        return (response, round!, new AnswerSheet(forms[response.Questionnaire], answers[id]));
    }

    private Task RecordAsync(
        ActingTransaction acting,
        Writer writer,
        Response response,
        ResponseAction action,
        IReadOnlyList<string> questions,
        CancellationToken cancellationToken)
    {
        var change = new ResponseChange(
            response.Id, time.GetUtcNow(), writer.Subject, action, response.Revision, questions);
        return responses.AddChangeAsync(acting, response, change, cancellationToken);
    }

    private async ValueTask<Response?> RunAsync(
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

    private static Guid ResponseId(FieldContext context)
    {
        context.Caller().RequireToken();
        return Guid.TryParse(context.Argument<string>("responseId"), out var id)
            ? id
            : throw ResponseResolvers.NotFound();
    }

    /// <summary>Who writes, for which municipality.</summary>
    private sealed record Writer(string Subject, string Municipality)
    {
        public ActingAs ActingAs => ActingAs.Municipality(Municipality);

        public static Writer Of(Caller caller)
        {
            caller.RequireRole(Role.Officer, Role.Coordinator);
            return caller.Municipality is { } municipality
                ? new Writer(caller.Subject!, municipality)
                : throw new ClientException("FORBIDDEN", "Your token names no municipality to write for.");
        }
    }
}
