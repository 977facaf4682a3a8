using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>
/// The mutations that change a contribution, each in one transaction; what moderators do is on record.
/// </summary>
public sealed class ContributionMutations(
    NpgsqlDataSource database,
    TopicStore topics,
    ReplyStore replies,
    ObjectiveStore objectives,
    Posting posting,
    Moderating moderating,
    Idempotency idempotency,
    IOptions<CommunityOptions> options,
    TimeProvider time)
{
    public async ValueTask<Topic?> EditTopicAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var input = context.Argument<EditTopicInput>("input");
        var id = CommunityAccess.IdOf(input.Id);
        var topic = await topics.FindAsync(id, reader, cancellationToken) ?? throw CommunityAccess.NotFound();
        var edit = EditOf(topic, reader, input.Revision, input.ShownAs, input.Reason);
        if (input.Objective is { } objective && !await objectives.ExistsAsync(objective, cancellationToken))
        {
            throw CommunityAccess.UnknownObjective();
        }

        var content = TopicContent.Of(topic.Kind, new TopicWords(
            input.Title, input.Text, input.Did, input.Brought, input.Costs, input.Contact, input.Links,
            input.Objective ?? (topic.Kind == TopicKind.Tip ? topic.ObjectiveId : null), input.Measures));
        content.RequireAddresses(await posting.MostAddressesAsync(reader, cancellationToken));
        await posting.RequireUnnamedAsync(
            topic.By with { ShownAs = edit.ShownAs },
            [.. content.TextsAndAddresses, edit.Reason ?? ""],
            content.Contact,
            input.EvenIfNamed || edit.As == Capacity.Moderator,
            cancellationToken);

        await RunAsync(context, reader, async transaction =>
        {
            if (!await TopicChanges.EditAsync(transaction, id, content, edit, cancellationToken))
            {
                throw CommunityAccess.Conflict();
            }

            if (input.PublishAt is { } publishAt
                && !await TopicChanges.RescheduleAsync(transaction, id, publishAt, cancellationToken))
            {
                throw new ClientException("ALREADY_OUT", "This is out: `publishAt` cannot be changed any more.");
            }

            await RecordAsync(
                transaction, topic, edit.As, ModerationKind.Edit, edit.Reason, reader, cancellationToken);
        }, cancellationToken);
        return await topics.FindAsync(id, reader, cancellationToken);
    }

    public async ValueTask<Reply?> EditReplyAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var input = context.Argument<EditReplyInput>("input");
        var id = CommunityAccess.IdOf(input.Id);
        var reply = await replies.FindAsync(id, reader, cancellationToken) ?? throw CommunityAccess.NotFound();
        var edit = EditOf(reply, reader, input.Revision, input.ShownAs, input.Reason);
        var content = ReplyContent.Of(input.Text);
        TopicContent.RequireAddresses(
            [content.Text], await posting.MostAddressesAsync(reader, cancellationToken));
        await posting.RequireUnnamedAsync(
            reply.By with { ShownAs = edit.ShownAs },
            [content.Text, edit.Reason ?? ""],
            contact: null,
            input.EvenIfNamed || edit.As == Capacity.Moderator,
            cancellationToken);

        await RunAsync(context, reader, async transaction =>
        {
            if (!await ReplyChanges.EditAsync(transaction, id, content, edit, cancellationToken))
            {
                throw CommunityAccess.Conflict();
            }

            await RecordAsync(
                transaction, reply, edit.As, ModerationKind.Edit, edit.Reason, reader, cancellationToken);
        }, cancellationToken);
        return await replies.FindAsync(id, reader, cancellationToken);
    }

    public async ValueTask<IContribution?> DeleteAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var contribution = await moderating.FindAsync(context, reader, cancellationToken);
        var capacity = reader.CapacityIn(contribution);
        if (capacity == Capacity.Author && contribution is Topic { ReplyCount: > 0 } && !reader.Moderates)
        {
            throw new ClientException(
                "HAS_REPLIES", "Others answered this: ask a moderator to delete it, or edit what you wrote.");
        }

        var reason = ReasonOf(context.Argument<string?>("reason"), capacity);
        await RunAsync(context, reader, async transaction =>
        {
            if (await Deletions.DeleteAsync(transaction, contribution, capacity, time.GetUtcNow(), cancellationToken))
            {
                await RecordAsync(
                    transaction, contribution, capacity, ModerationKind.Delete, reason, reader, cancellationToken);
            }
        }, cancellationToken);
        return await moderating.FindAsync(contribution.Id, reader, cancellationToken);
    }

    public async ValueTask<IContribution?> RestoreAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var contribution = await moderating.FindAsync(context, reader, cancellationToken);
        var capacity = reader.CapacityIn(contribution);
        RequireRestorable(contribution, reader);
        var reason = ReasonOf(context.Argument<string?>("reason"), capacity);
        await RunAsync(context, reader, async transaction =>
        {
            if (await Deletions.RestoreAsync(transaction, contribution, cancellationToken))
            {
                await RecordAsync(
                    transaction, contribution, capacity, ModerationKind.Restore, reason, reader, cancellationToken);
            }
        }, cancellationToken);
        return await moderating.FindAsync(contribution.Id, reader, cancellationToken);
    }

    public async ValueTask<Topic?> MarkAnsweredAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var (topic, capacity) = await QuestionAsync(context, reader, cancellationToken);
        Guid? answer = context.Argument<string?>("answer") is { } text ? CommunityAccess.IdOf(text) : null;
        await RunAsync(context, reader, async transaction =>
        {
            if (!await TopicChanges.AnswerAsync(transaction, topic.Id, answer, time.GetUtcNow(), cancellationToken))
            {
                throw CommunityAccess.NotFound();
            }

            await NotificationJobs.AddAsync(
                transaction,
                NotificationCause.Answered,
                answer ?? topic.Id,
                topic.Id,
                reader.Member,
                cancellationToken);
            await RecordAsync(
                transaction, topic, capacity, ModerationKind.Answer, reason: null, reader, cancellationToken);
        }, cancellationToken);
        return await topics.FindAsync(topic.Id, reader, cancellationToken);
    }

    public async ValueTask<Topic?> UnmarkAnsweredAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var (topic, capacity) = await QuestionAsync(context, reader, cancellationToken);
        await RunAsync(context, reader, async transaction =>
        {
            if (await TopicChanges.ReopenAsync(transaction, topic.Id, cancellationToken))
            {
                await RecordAsync(
                    transaction, topic, capacity, ModerationKind.Reopen, reason: null, reader, cancellationToken);
            }
        }, cancellationToken);
        return await topics.FindAsync(topic.Id, reader, cancellationToken);
    }

    public async ValueTask<IContribution?> MarkUsefulAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var id = CommunityAccess.IdOf(context.Argument<string>("id"));
        await RunAsync(context, reader, async transaction =>
        {
            if (!await UsefulStore.MarkAsync(transaction, id, reader, time.GetUtcNow(), cancellationToken))
            {
                throw CommunityAccess.NotFound();
            }
        }, cancellationToken);
        return await moderating.FindAsync(id, reader, cancellationToken);
    }

    public async ValueTask<IContribution?> UnmarkUsefulAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var contribution = await moderating.FindAsync(context, reader, cancellationToken);
        await RunAsync(
            context,
            reader,
            transaction => UsefulStore.UnmarkAsync(transaction, contribution.Id, reader, cancellationToken),
            cancellationToken);
        return await moderating.FindAsync(contribution.Id, reader, cancellationToken);
    }

    public async ValueTask<Topic?> MarkTipUsefulAsync(FieldContext context, CancellationToken cancellationToken) =>
        await MarkUsefulAsync(context, cancellationToken) as Topic;

    private async Task<(Topic Topic, Capacity Capacity)> QuestionAsync(
        FieldContext context, Reader reader, CancellationToken cancellationToken)
    {
        var id = CommunityAccess.IdOf(context.Argument<string>("question"));
        var topic = await topics.FindAsync(id, reader, cancellationToken);
        if (topic is not { Kind: TopicKind.Question })
        {
            throw CommunityAccess.NotFound();
        }

        return (topic, reader.CapacityIn(topic));
    }

    private Edit EditOf(IContribution contribution, Reader reader, int revision, ShownAs? shownAs, string? reason)
    {
        var capacity = reader.CapacityIn(contribution);
        if (contribution.State == ContributionState.Deleted)
        {
            throw new ClientException("DELETED", "This is deleted: restore it before you edit it.");
        }

        var why = ReasonOf(reason, capacity);
        var shown = capacity == Capacity.Author ? shownAs ?? contribution.By.ShownAs : contribution.By.ShownAs;
        return new Edit(revision, shown, time.GetUtcNow(), capacity, reader.Member, why);
    }

    /// <summary>Why, which moderators say: the author reads it.</summary>
    private static string? ReasonOf(string? reason, Capacity capacity)
    {
        var why = Wording.Part("reason", reason, 300);
        return why is not null || capacity == Capacity.Author
            ? why
            : throw new ClientException("REASON_NEEDED", "Say why you change what another wrote.");
    }

    private void RequireRestorable(IContribution contribution, Reader reader)
    {
        var (deletedAt, deletedAs) = contribution switch
        {
            Topic topic => (topic.DeletedAt, topic.DeletedAs),
            Reply reply => (reply.DeletedAt, reply.DeletedAs),
            _ => (null, null),
        };
        if (deletedAt is null || reader.Moderates)
        {
            return;
        }

        if (deletedAs == Capacity.Moderator)
        {
            throw new ClientException("FORBIDDEN", "A moderator deleted this: only moderators restore it.");
        }

        if (time.GetUtcNow() - deletedAt > options.Value.RestoreWithin)
        {
            throw new ClientException("TOO_LATE", "You deleted this too long ago: ask a moderator to restore it.");
        }
    }

    private async Task RunAsync(
        FieldContext context, Reader reader, Func<NpgsqlTransaction, Task> work, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await idempotency.RunAsync(context, connection, async transaction =>
        {
            await reader.ActAsync(transaction, cancellationToken);
            await work(transaction);
            return true;
        }, cancellationToken);
    }

    // What authors do with their own is told, and on no record.
    private Task RecordAsync(
        NpgsqlTransaction transaction,
        IContribution contribution,
        Capacity capacity,
        ModerationKind kind,
        string? reason,
        Reader reader,
        CancellationToken cancellationToken) =>
        capacity == Capacity.Author
            ? moderating.PublishAsync(transaction, contribution, kind, cancellationToken)
            : moderating.RecordAsync(
                transaction, contribution, moderating.ActOf(kind, contribution, reader, reason), cancellationToken);
}
