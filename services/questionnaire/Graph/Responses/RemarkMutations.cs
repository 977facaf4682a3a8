using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>
/// The mutations of remarks beside questions. They change no answer, so the response's revision stays, also for those
/// who save on it; the history tells of them.
/// </summary>
public sealed class RemarkMutations(ResponseWriting writing, RemarkStore remarks, HistoryStore history)
{
    public async ValueTask<Response?> AddRemarkAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var question = context.Argument<string>("question");
        var text = context.Argument<string>("text");
        var found = await writing.FindAsync(context, ResponseWriting.Id(context, "responseId"), cancellationToken);
        if (found.Questionnaire.Question(question) is null)
        {
            throw new AnswerRefusedException(
                "UNKNOWN_QUESTION", question, $"'{question}' is not a question of {found.Questionnaire.Id}.");
        }

        return await writing.RunAsync(context, async (acting, writer) =>
        {
            var locked = await LockAsync(acting, found, cancellationToken);
            var remark = new Remark(
                Guid.NewGuid(), found.Response.Id, question, Remark.TextOf(text), 1, writer.Subject, locked.Round.Now);
            await remarks.WriteAsync(acting, locked.Working.Response, remark, cancellationToken);
            await RecordAsync(acting, locked, writer, question, null, remark.Text, cancellationToken);
            return found.Response.Id;
        }, cancellationToken);
    }

    public ValueTask<Response?> ChangeRemarkAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var text = context.Argument<string>("text");
        return OnRemarkAsync(context, async (acting, locked, writer, found) =>
        {
            var changed = found with
            {
                Text = Remark.TextOf(text),
                Revision = found.Revision + 1,
                By = writer.Subject,
                At = locked.Round.Now,
            };
            await remarks.WriteAsync(acting, locked.Working.Response, changed, cancellationToken);
            await RecordAsync(acting, locked, writer, found.Question, found.Text, changed.Text, cancellationToken);
        }, cancellationToken);
    }

    public ValueTask<Response?> RemoveRemarkAsync(FieldContext context, CancellationToken cancellationToken) =>
        OnRemarkAsync(context, async (acting, locked, writer, found) =>
        {
            await remarks.RemoveAsync(acting, found.Id, cancellationToken);
            await RecordAsync(acting, locked, writer, found.Question, found.Text, null, cancellationToken);
        }, cancellationToken);

    private async ValueTask<Response?> OnRemarkAsync(
        FieldContext context,
        Func<ActingTransaction, LockedResponse, Writer, Remark, Task> change,
        CancellationToken cancellationToken)
    {
        var id = ResponseWriting.Id(context, "remarkId");
        var revision = context.Argument<int>("revision");
        var found = await writing.FindAsync(context, ResponseWriting.Id(context, "responseId"), cancellationToken);
        return await writing.RunAsync(context, async (acting, writer) =>
        {
            var locked = await LockAsync(acting, found, cancellationToken);
            var remark = await remarks.FindAsync(acting, found.Response.Id, id, cancellationToken) ?? throw NotFound();
            if (remark.Revision != revision)
            {
                throw new StaleRevisionException("remark", revision, remark.Revision);
            }

            await change(acting, locked, writer, remark);
            return found.Response.Id;
        }, cancellationToken);
    }

    private async Task<LockedResponse> LockAsync(
        ActingTransaction acting, FoundResponse found, CancellationToken cancellationToken)
    {
        var locked = await writing.LockAsync(acting, found, cancellationToken);
        locked.Round.RequireOpen();
        return locked;
    }

    private static ClientException NotFound() =>
        new("NOT_FOUND", "There is no remark with this id in this response.");

    private Task RecordAsync(
        ActingTransaction acting,
        LockedResponse locked,
        Writer writer,
        string question,
        string? before,
        string? after,
        CancellationToken cancellationToken)
    {
        var response = locked.Working.Response;
        var change = new QuestionChange(question, ChangeKind.Remark, Held(before), Held(after));
        return history.AddAsync(
            acting,
            response,
            new ResponseChange(
                response.Id, locked.Round.Now, writer.Subject, ResponseAction.Remarked, response.Revision, null, [],
                [change]),
            cancellationToken);
    }

    private static HeldValue? Held(string? text) => text is null ? null : HeldValue.Remark(text);
}
