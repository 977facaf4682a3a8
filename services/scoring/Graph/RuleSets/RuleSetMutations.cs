using System.Text.Json;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;
using Npgsql;

namespace Monitor.Scoring.Graph;

/// <summary>
/// What the institute does to rule sets. Each runs in one transaction with its line of history, and publishing with its
/// event and the recalculations that it asks for.
/// </summary>
public sealed class RuleSetMutations(
    NpgsqlDataSource database,
    RuleSetStore ruleSets,
    RuleSetResolvers resolvers,
    RuleSetPublisher publisher,
    RecalculationWorker worker,
    DraftCheck check,
    Idempotency idempotency,
    TimeProvider time)
{
    /// <summary><c>draftRuleSet</c>.</summary>
    public async ValueTask<RuleSetDraft?> DraftAsync(FieldContext context, CancellationToken cancellationToken)
    {
        RuleSetResolvers.RequireInstitute(context.Caller());
        var id = context.Argument<string>("id");
        var copyOf = context.Argument<string?>("copyOf");
        if (!RuleSetReader.IsId(id))
        {
            throw new ClientException(
                "BAD_RULE_SET_ID", "An id has 1 to 64 lower case letters, digits and hyphens, no hyphen first.");
        }

        var document = await BeginningAsync(id, copyOf, cancellationToken);
        await RunAsync(context, async transaction =>
        {
            var draft = new RuleSetDraft(
                id, Revision: 1, document, copyOf, context.Caller().Subject!, time.GetUtcNow());
            if (!await RuleSetDraftStore.AddAsync(transaction, draft, cancellationToken))
            {
                throw new ClientException("DRAFT_EXISTS", $"There is a draft {id}: go on with it, or take another id.");
            }

            await RecordAsync(transaction, draft, RuleSetAction.Drafted, cancellationToken);
        }, cancellationToken);
        return await resolvers.FindDraftAsync(id, cancellationToken);
    }

    /// <summary><c>saveRuleSetDraft</c>.</summary>
    public async ValueTask<RuleSetDraft?> SaveAsync(FieldContext context, CancellationToken cancellationToken)
    {
        RuleSetResolvers.RequireInstitute(context.Caller());
        var id = context.Argument<string>("id");
        var revision = context.Argument<int>("revision");
        var document = context.Argument<JsonElement>("document").GetRawText();
        await RunAsync(context, async transaction =>
        {
            var draft = await LockAsync(transaction, id, cancellationToken);
            var saved = draft.Save(revision, document, context.Caller().Subject!, time.GetUtcNow());
            await RuleSetDraftStore.UpdateAsync(transaction, saved, cancellationToken);
            await RecordAsync(transaction, saved, RuleSetAction.Saved, cancellationToken);
        }, cancellationToken);
        return await resolvers.FindDraftAsync(id, cancellationToken);
    }

    /// <summary><c>discardRuleSetDraft</c>.</summary>
    public async ValueTask<string?> DiscardAsync(FieldContext context, CancellationToken cancellationToken)
    {
        RuleSetResolvers.RequireInstitute(context.Caller());
        var id = context.Argument<string>("id");
        var revision = context.Argument<int>("revision");
        await RunAsync(context, async transaction =>
        {
            var draft = await LockAsync(transaction, id, cancellationToken);
            draft.RequireRevision(revision);
            await EndAsync(transaction, draft, RuleSetAction.Discarded, context.Caller(), cancellationToken);
        }, cancellationToken);
        return id;
    }

    /// <summary><c>publishRuleSet</c>.</summary>
    public async ValueTask<RuleSetView?> PublishAsync(FieldContext context, CancellationToken cancellationToken)
    {
        RuleSetResolvers.RequireInstitute(context.Caller());
        var id = context.Argument<string>("id");
        var revision = context.Argument<int>("revision");
        await RunAsync(context, async transaction =>
        {
            var draft = await LockAsync(transaction, id, cancellationToken);
            draft.RequireRevision(revision);
            var rules = await check.RequireAsync(draft, cancellationToken);
            await publisher.PublishAsync(
                transaction, rules, rules.Write(), context.Caller().Subject, cancellationToken);
            await EndAsync(transaction, draft, RuleSetAction.Published, context.Caller(), cancellationToken);
        }, cancellationToken);
        worker.Wake();
        return await resolvers.FindAsync(id, cancellationToken);
    }

    private async Task<string> BeginningAsync(string id, string? copyOf, CancellationToken cancellationToken)
    {
        var published = await ruleSets.ListAsync(questionnaire: null, cancellationToken);
        if (published.Any(p => p.Rules.Id == id))
        {
            throw new RuleSetPublishedException(id);
        }

        if (copyOf is null)
        {
            return RuleSetDraft.Empty(id);
        }

        var original = published.FirstOrDefault(p => p.Rules.Id == copyOf)?.Rules
            ?? throw RuleSetResolvers.UnknownRuleSet(copyOf);
        var highest = published
            .Where(p => p.Rules.Questionnaires.Intersect(original.Questionnaires, StringComparer.Ordinal).Any())
            .Max(p => p.Rules.Version);
        return (original with { Id = id, Version = highest + 1 }).Write();
    }

    private static async Task<RuleSetDraft> LockAsync(
        NpgsqlTransaction transaction, string id, CancellationToken cancellationToken) =>
        await RuleSetDraftStore.LockAsync(transaction, id, cancellationToken)
        ?? throw RuleSetResolvers.UnknownDraft(id);

    private async Task EndAsync(
        NpgsqlTransaction transaction, RuleSetDraft draft, RuleSetAction action, Caller caller,
        CancellationToken cancellationToken)
    {
        await RuleSetDraftStore.RemoveAsync(transaction, draft.Id, cancellationToken);
        await RecordAsync(
            transaction,
            draft with { ChangedBy = caller.Subject!, ChangedAt = time.GetUtcNow() },
            action,
            cancellationToken);
    }

    private static Task RecordAsync(
        NpgsqlTransaction transaction, RuleSetDraft draft, RuleSetAction action, CancellationToken cancellationToken) =>
        RuleSetDraftStore.RecordAsync(
            transaction,
            new RuleSetChange(draft.Id, draft.Revision, action, draft.ChangedBy, draft.ChangedAt),
            cancellationToken);

    private async Task RunAsync(
        FieldContext context, Func<NpgsqlTransaction, Task> change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await idempotency.RunAsync(context, connection, async transaction =>
        {
            await change(transaction);
            return true;
        }, cancellationToken);
    }
}
