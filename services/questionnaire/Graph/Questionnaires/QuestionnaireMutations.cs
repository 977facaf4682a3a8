using System.Text.Json;
using Monitor.Dapr;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Events;
using Monitor.Questionnaire.Storage;
using Npgsql;
using Act = Monitor.Hosting.Act;

namespace Monitor.Questionnaire.Graph;

/// <summary>
/// Drafts questionnaires and publishes them, for the institute. Each mutation runs in one transaction with its line of
/// history and its event: a refusal, at whatever point, leaves everything as it was.
/// </summary>
public sealed class QuestionnaireMutations(
    NpgsqlDataSource database,
    QuestionnaireStore published,
    DraftStore drafts,
    Idempotency idempotency,
    Outbox outbox,
    AuditLog audit)
{
    public ValueTask<Domain.Questionnaire?> CreateAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var document = JsonSerializer.SerializeToElement(new
        {
            id = context.Argument<string>("id"),
            title = context.Argument<string>("title"),
            objectives = Array.Empty<object>(),
        });
        return BeginAsync(
            context,
            QuestionnaireAction.Created,
            () => Task.FromResult(QuestionnaireJson.Examine(document).RequireDraft()),
            cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> CopyAsync(FieldContext context, CancellationToken cancellationToken) =>
        BeginAsync(
            context, QuestionnaireAction.Copied, () => CopyOfAsync(context, cancellationToken), cancellationToken);

    public ValueTask<Domain.Questionnaire?> ImportAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var document = context.Argument<JsonElement>("document");
        return BeginAsync(
            context,
            QuestionnaireAction.Imported,
            () => Task.FromResult(QuestionnaireJson.Examine(document).RequireWhole()),
            cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> SaveAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var document = context.Argument<JsonElement>("document");
        return ChangeAsync(context, context.Argument<string>("id"), _ => document, cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> ChangeAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var changes = context.Argument<JsonElement>("changes");
        return ChangeAsync(
            context,
            context.Argument<string>("id"),
            draft => new DocumentEdit(draft).Change(changes).Document,
            cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> AddObjectiveAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var objective = context.Argument<JsonElement>("objective");
        var at = context.Argument<int?>("at");
        return EditAsync(context, edit => edit.AddObjective(objective, at), cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> ChangeObjectiveAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var objective = context.Argument<string>("objective");
        var changes = context.Argument<JsonElement>("changes");
        return EditAsync(context, edit => edit.ChangeObjective(objective, changes), cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> MoveObjectiveAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var objective = context.Argument<string>("objective");
        var to = context.Argument<int>("to");
        return EditAsync(context, edit => edit.MoveObjective(objective, to), cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> RemoveObjectiveAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var objective = context.Argument<string>("objective");
        return EditAsync(context, edit => edit.RemoveObjective(objective), cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> AddQuestionAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var objective = context.Argument<string?>("objective");
        var question = context.Argument<JsonElement>("question");
        var at = context.Argument<int?>("at");
        return EditAsync(context, edit => edit.AddQuestion(objective, question, at), cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> ChangeQuestionAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var question = context.Argument<string>("question");
        var changes = context.Argument<JsonElement>("changes");
        return EditAsync(context, edit => edit.ChangeQuestion(question, changes), cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> MoveQuestionAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var question = context.Argument<string>("question");
        var objective = context.Argument<string?>("objective");
        var to = context.Argument<int>("to");
        return EditAsync(context, edit => edit.MoveQuestion(question, objective, to), cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> RemoveQuestionAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var question = context.Argument<string>("question");
        return EditAsync(context, edit => edit.RemoveQuestion(question), cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> DiscardAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var revision = context.Argument<int>("revision");
        return OnDraftAsync(context, context.Argument<string>("id"), async (transaction, draft, by) =>
        {
            draft.Draft!.RequireOpen(revision);
            await DraftStore.DiscardAsync(transaction, draft.Id, isDiscarded: true, by, cancellationToken);
            return QuestionnaireAction.Discarded;
        }, cancellationToken);
    }

    public ValueTask<Domain.Questionnaire?> RestoreAsync(FieldContext context, CancellationToken cancellationToken) =>
        OnDraftAsync(context, context.Argument<string>("id"), async (transaction, draft, by) =>
        {
            if (draft.Draft!.DiscardedAt is null)
            {
                throw new ClientException("NOT_DISCARDED", $"The draft {draft.Id} was not discarded: go on with it.");
            }

            await DraftStore.DiscardAsync(transaction, draft.Id, isDiscarded: false, by, cancellationToken);
            return QuestionnaireAction.Restored;
        }, cancellationToken);

    public ValueTask<Domain.Questionnaire?> PublishAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var revision = context.Argument<int>("revision");
        return OnDraftAsync(context, context.Argument<string>("id"), async (transaction, draft, by) =>
        {
            draft.Draft!.RequireOpen(revision);
            if (draft.Draft.Faults is { Count: > 0 } faults)
            {
                throw new InvalidQuestionnaireException(faults);
            }

            // Before the draft goes: who begins one of this id holds the lock while waiting for what becomes of it.
            await QuestionnairePublication.LockAsync(transaction, cancellationToken);
            await DraftStore.RemoveAsync(transaction, draft.Id, cancellationToken);
            await QuestionnairePublication.PublishAsync(transaction, draft, by, cancellationToken);
            await outbox.AddAsync(
                transaction, QuestionnairePublished.Topic, new QuestionnairePublished(draft.Id), cancellationToken);
            await audit.AddAsync(
                transaction,
                new Act(ActKind.QuestionnairePublished, of: $"questionnaire:{draft.Id}"),
                cancellationToken);
            context.Cache.Invalidate(QuestionnaireResolvers.CacheGroup);
            return QuestionnaireAction.Published;
        }, cancellationToken);
    }

    private async Task<Domain.Questionnaire> CopyOfAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument<string>("id");
        var found = await published.FindAsync([id], cancellationToken);
        var original = found.GetValueOrDefault(id) ?? throw QuestionnaireResolvers.Unknown(id);
        var copy = original with
        {
            Id = context.Argument<string>("newId"),
            Title = context.Argument<string>("title"),
            Supersedes = id,
        };
        return QuestionnaireJson.Examine(QuestionnaireJson.Write(copy)).RequireDraft();
    }

    private ValueTask<Domain.Questionnaire?> EditAsync(
        FieldContext context, Func<DocumentEdit, DocumentEdit> edit, CancellationToken cancellationToken) =>
        ChangeAsync(
            context,
            context.Argument<string>("questionnaire"),
            draft => edit(new DocumentEdit(draft)).Document,
            cancellationToken);

    /// <summary>Puts another document in the place of a draft's.</summary>
    private ValueTask<Domain.Questionnaire?> ChangeAsync(
        FieldContext context,
        string id,
        Func<Domain.Questionnaire, JsonElement> change,
        CancellationToken cancellationToken)
    {
        var revision = context.Argument<int>("revision");
        return OnDraftAsync(context, id, async (transaction, draft, by) =>
        {
            draft.Draft!.RequireOpen(revision);
            var changed = QuestionnaireJson.Examine(change(draft), draft.Id).RequireDraft();
            await DraftStore.UpdateAsync(transaction, changed, by, cancellationToken);
            return QuestionnaireAction.Changed;
        }, cancellationToken);
    }

    private ValueTask<Domain.Questionnaire?> BeginAsync(
        FieldContext context,
        QuestionnaireAction action,
        Func<Task<Domain.Questionnaire>> begin,
        CancellationToken cancellationToken) =>
        RunAsync(context, async (transaction, by) =>
        {
            var draft = await begin();
            await DraftStore.AddAsync(transaction, draft, by, cancellationToken);
            await QuestionnaireHistoryStore.AddAsync(transaction, draft.Id, action, 1, by, cancellationToken);
            return draft.Id;
        }, cancellationToken);

    /// <summary>Changes one draft, locked meanwhile; each change is its next revision.</summary>
    private ValueTask<Domain.Questionnaire?> OnDraftAsync(
        FieldContext context,
        string id,
        Func<NpgsqlTransaction, Domain.Questionnaire, string, Task<QuestionnaireAction>> change,
        CancellationToken cancellationToken) =>
        RunAsync(context, async (transaction, by) =>
        {
            var draft = await DraftStore.LockAsync(transaction, id, cancellationToken)
                ?? throw await NoDraftAsync(id, cancellationToken);
            var action = await change(transaction, draft, by);
            await QuestionnaireHistoryStore.AddAsync(
                transaction, id, action, draft.Draft!.Revision + 1, by, cancellationToken);
            return id;
        }, cancellationToken);

    private async Task<ClientException> NoDraftAsync(string id, CancellationToken cancellationToken) =>
        (await published.FindAsync([id], cancellationToken)).ContainsKey(id)
            ? new ClientException(
                "ALREADY_PUBLISHED",
                $"{id} is published and no longer changes; `copyQuestionnaire` begins a new version.")
            : QuestionnaireResolvers.Unknown(id);

    private async ValueTask<Domain.Questionnaire?> RunAsync(
        FieldContext context, Func<NpgsqlTransaction, string, Task<string>> change, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        caller.RequireRole(Role.Institute, Role.Administrator);
        string id;
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            id = await idempotency.RunAsync(
                context, connection, transaction => change(transaction, caller.Subject!), cancellationToken);
        }

        return (await drafts.FindAsync([id], cancellationToken)).GetValueOrDefault(id)
            ?? (await published.FindAsync([id], cancellationToken))[id];
    }
}
