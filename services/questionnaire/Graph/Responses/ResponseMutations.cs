using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Act = Monitor.Questionnaire.Domain.Act;

namespace Monitor.Questionnaire.Graph;

/// <summary>The mutations by which officers fill in a response; <see cref="ResponseWriting"/> frames them.</summary>
public sealed class ResponseMutations(
    ResponseWriting writing,
    ResponseStore responses,
    HistoryStore history,
    PrefillSources sources)
{
    public ValueTask<Response?> StartResponseAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var year = context.Argument<int>("round");
        return writing.RunAsync(
            context,
            (acting, writer) => StartAsync(acting, writer, year, cancellationToken),
            cancellationToken);
    }

    public ValueTask<Response?> SaveAnswerAsync(FieldContext context, CancellationToken cancellationToken) =>
        SaveAsync(context, [context.Argument<AnswerInput>("answer")], readRevision: null, cancellationToken);

    public ValueTask<Response?> SaveAnswersAsync(FieldContext context, CancellationToken cancellationToken) =>
        SaveAsync(
            context,
            context.Argument<IReadOnlyList<AnswerInput>>("answers"),
            context.Argument<int?>("revision"),
            cancellationToken);

    /// <summary><c>undoSave</c>.</summary>
    public ValueTask<Response?> UndoSaveAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var revision = context.Argument<int>("revision");
        return writing.ActAsync(
            context,
            async (acting, locked, writer) =>
            {
                var undone = await history.FindAsync(
                    acting, locked.Working.Response.Id, revision, cancellationToken);
                return Undoing.Of(locked.Working, locked.Round, writer.Subject, undone);
            },
            cancellationToken);
    }

    public async ValueTask<Response?> PrefillResponseAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var objectives = context.Argument<IReadOnlyList<string>?>("objectives");
        var found = await writing.FindAsync(context, ResponseWriting.Id(context, "responseId"), cancellationToken);
        var source = await sources.FindAsync(found.Response, context.Argument<int?>("from"), cancellationToken);
        return await writing.ActAsync(
            context,
            (_, locked, writer) => Task.FromResult<Act?>(
                Prefilling.Of(locked.Working, locked.Round, writer.Subject, source, objectives)),
            cancellationToken);
    }

    public ValueTask<Response?> ConfirmAnswersAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var questions = context.Argument<IReadOnlyList<string>?>("questions");
        var objectives = context.Argument<IReadOnlyList<string>?>("objectives");
        return writing.ActAsync(
            context,
            (_, locked, writer) => Task.FromResult(
                Prefilling.Confirm(locked.Working, locked.Round, writer.Subject, questions, objectives)),
            cancellationToken);
    }

    private ValueTask<Response?> SaveAsync(
        FieldContext context,
        IReadOnlyList<AnswerInput> answers,
        int? readRevision,
        CancellationToken cancellationToken) =>
        writing.ActAsync(
            context,
            (_, locked, writer) => Task.FromResult(Saving.Of(
                locked.Working, locked.Round, writer.Subject, [.. answers.Select(a => a.ToGiven())], readRevision)),
            cancellationToken);

    private async Task<Guid> StartAsync(
        ActingTransaction acting, Writer writer, int year, CancellationToken cancellationToken)
    {
        var round = await RoundStore.LockAsync(acting.Transaction, year, cancellationToken)
            ?? throw RoundResolvers.UnknownRound(year);
        var response = Response.Start(Guid.NewGuid(), writer.Municipality, round);
        if (!await InvitedStore.IsInvitedAsync(acting.Transaction, year, writer.Municipality, cancellationToken))
        {
            throw new NotInvitedException(writer.Municipality, year);
        }

        if (!await responses.AddAsync(acting, response, cancellationToken))
        {
            var existing = await responses.FindAsync(acting, writer.Municipality, year, cancellationToken);
            return existing!.Id;
        }

        var change = new ResponseChange(
            response.Id, round.Now, writer.Subject, ResponseAction.Started, response.Revision, null, [], []);
        await history.AddAsync(acting, response, change, cancellationToken);
        return response.Id;
    }
}
