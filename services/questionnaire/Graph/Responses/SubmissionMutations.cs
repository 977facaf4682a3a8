using Monitor.Dapr;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Events;
using Monitor.Questionnaire.Storage;
using Act = Monitor.Questionnaire.Domain.Act;

namespace Monitor.Questionnaire.Graph;

/// <summary>The mutations that submit a response, open it again, and take it back, with their events.</summary>
public sealed class SubmissionMutations(ResponseWriting writing, SubmissionStore submissions, Outbox outbox)
{
    public async ValueTask<Response?> SubmitResponseAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var revision = context.Argument<int>("revision");
        var objectives = context.Argument<IReadOnlyList<string>?>("objectives");
        var response = await writing.ActAsync(
            context,
            async (acting, locked, writer) =>
            {
                var counting = await SubmissionStore.CountingAsync(
                    acting, locked.Working.Response, cancellationToken);
                var (act, submitted) = Submitting.Submit(
                    locked.Working, counting, locked.Round, writer.Subject, revision, objectives);
                await submissions.AddAsync(acting, submitted, cancellationToken);
                await TellSubmittedAsync(acting, act.Response, cancellationToken);
                return act;
            },
            cancellationToken);
        return Counted(context, response);
    }

    public ValueTask<Response?> ReopenResponseAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var revision = context.Argument<int>("revision");
        var objectives = context.Argument<IReadOnlyList<string>?>("objectives");
        var reason = context.Argument<string>("reason");
        return writing.ActAsync(
            context,
            (_, locked, writer) => Task.FromResult<Act?>(Submitting.Reopen(
                locked.Working, locked.Round, writer.Subject, revision, objectives, Reason.Of(reason))),
            cancellationToken);
    }

    public async ValueTask<Response?> WithdrawResponseAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var revision = context.Argument<int>("revision");
        var reason = context.Argument<string>("reason");
        var withdrawn = await writing.ActAsync(
            context,
            async (acting, locked, writer) =>
            {
                var act = Submitting.Withdraw(
                    locked.Working, locked.Round, writer.Subject, revision, Reason.Of(reason));
                var response = act.Response;
                var fact = new ResponseWithdrawn(
                    response.Id, response.Revision, response.Round, response.Municipality);
                await outbox.AddAsync(acting.Transaction, ResponseWithdrawn.Topic, fact, cancellationToken);
                return act;
            },
            cancellationToken);
        return Counted(context, withdrawn);
    }

    /// <summary>The round's participation is another now: what caches hold of it is stale.</summary>
    private static Response? Counted(FieldContext context, Response? response)
    {
        if (response is not null)
        {
            context.Cache.Invalidate(RoundResolvers.CacheGroup(response.Round));
        }

        return response;
    }

    private Task TellSubmittedAsync(
        ActingTransaction acting, Response response, CancellationToken cancellationToken) =>
        outbox.AddAsync(
            acting.Transaction,
            ResponseSubmitted.Topic,
            new ResponseSubmitted(
                response.Id, response.Revision, response.Round, response.Municipality, response.Questionnaire),
            cancellationToken);
}
