using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>Keeps what members began to write, and posts it.</summary>
public sealed class DraftMutations(
    NpgsqlDataSource database,
    DraftStore drafts,
    TopicStore topics,
    ReplyStore replies,
    Posting posting,
    Idempotency idempotency,
    TimeProvider time)
{
    public async ValueTask<Draft?> SaveDraftAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Writer();
        var input = context.Argument<SaveDraftInput>("input");
        Guid? topic = input.Topic is null ? null : CommunityAccess.IdOf(input.Topic);
        Guid? known = input.Id is null ? null : CommunityAccess.IdOf(input.Id);
        var id = await RunAsync(context, reader, async transaction =>
        {
            if (known is not { } existing)
            {
                var added = new Draft(
                    Guid.NewGuid(), input.Kind, topic, input.Content(), Revision: 1, time.GetUtcNow());
                return await DraftStore.AddAsync(transaction, added, reader, cancellationToken)
                    ? added.Id
                    : throw new ClientException(
                        "TOO_MANY_DRAFTS", $"{DraftStore.Most} drafts are kept: post or delete one first.");
            }

            var held = await HoldAsync(transaction, existing, input.Revision, reader, cancellationToken);
            var saved = held with
            {
                Kind = input.Kind,
                TopicId = topic,
                Content = input.Content(),
                Revision = held.Revision + 1,
                SavedAt = time.GetUtcNow(),
            };
            await DraftStore.UpdateAsync(transaction, saved, reader, cancellationToken);
            return existing;
        }, cancellationToken);
        return await drafts.FindAsync(id, reader, cancellationToken);
    }

    public async ValueTask<bool?> DeleteDraftAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Writer();
        var id = CommunityAccess.IdOf(context.Argument<string>("id"));
        await RunAsync(context, reader, async transaction =>
        {
            await DraftStore.DeleteAsync(transaction, id, reader, cancellationToken);
            return id;
        }, cancellationToken);
        return true;
    }

    /// <summary>Posts a draft and deletes it, in one transaction.</summary>
    public async ValueTask<IContribution?> PostDraftAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Writer();
        var id = CommunityAccess.IdOf(context.Argument<string>("id"));
        var revision = context.Argument<int>("revision");
        var isKnown = context.Argument<bool>("evenIfNamed");
        var draft = await drafts.FindAsync(id, reader, cancellationToken);
        if (draft?.Kind == DraftKind.News)
        {
            context.Editor();
        }

        var write = draft is null ? null : await PrepareAsync(draft, isKnown, reader, cancellationToken);
        var posted = await RunAsync(context, reader, async transaction =>
        {
            // After the key was looked at: a repeat gets its first answer, though the draft is gone.
            await HoldAsync(transaction, id, revision, reader, cancellationToken);
            var contribution = await (write ?? throw NoDraft())(transaction);
            await DraftStore.DeleteAsync(transaction, id, reader, cancellationToken);
            return contribution;
        }, cancellationToken);
        return await topics.FindAsync(posted, reader, cancellationToken)
            ?? (IContribution?)await replies.FindAsync(posted, reader, cancellationToken);
    }

    private async Task<Func<NpgsqlTransaction, Task<Guid>>> PrepareAsync(
        Draft draft, bool evenIfNamed, Reader reader, CancellationToken cancellationToken)
    {
        var content = draft.Content;
        var shownAs = content.ShownAs
            ?? throw new ClientException("SHOWN_AS_NEEDED", "Choose how you are shown before you post this.");
        if (draft.Kind == DraftKind.Reply)
        {
            var reply = await posting.PrepareAsync(
                new PostReplyInput(
                    draft.TopicId?.ToString() ?? "",
                    content.Parent?.ToString(),
                    content.Text ?? "",
                    shownAs,
                    evenIfNamed),
                reader,
                cancellationToken);
            return transaction => posting.WriteAsync(transaction, reply, reader, cancellationToken);
        }

        var kind = Enum.Parse<TopicKind>(draft.Kind.ToString());
        var topic = await posting.PrepareAsync(
            new TopicToPost(
                kind,
                content.Category,
                new TopicWords(
                    content.Title, content.Text, content.Did, content.Brought, content.Costs, content.Contact,
                    content.Links, content.Objective, content.Measures),
                shownAs,
                evenIfNamed,
                kind == TopicKind.News ? content.PublishAt : null,
                kind == TopicKind.News ? content.PinnedUntil : null),
            reader,
            cancellationToken);
        return transaction => posting.WriteAsync(transaction, topic, reader, cancellationToken);
    }

    private static async Task<Draft> HoldAsync(
        NpgsqlTransaction transaction, Guid id, int? revision, Reader reader, CancellationToken cancellationToken)
    {
        var held = await DraftStore.HoldAsync(transaction, id, reader, cancellationToken) ?? throw NoDraft();
        return held.Revision == revision ? held : throw CommunityAccess.Conflict();
    }

    private async Task<Guid> RunAsync(
        FieldContext context,
        Reader reader,
        Func<NpgsqlTransaction, Task<Guid>> work,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await idempotency.RunAsync(context, connection, async transaction =>
        {
            await reader.ActAsync(transaction, cancellationToken);
            return await work(transaction);
        }, cancellationToken);
    }

    private static ClientException NoDraft() => new("NOT_FOUND", "You have no draft with this id.");
}
