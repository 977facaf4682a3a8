using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>What members change of what they are told of. Repeating any of them changes nothing.</summary>
public sealed class NotificationMutations(
    NpgsqlDataSource database,
    NotificationStore notifications,
    TopicStore topics,
    ReplyStore replies,
    CategoryStore categories,
    AuthorStore authors,
    ObjectiveStore objectives,
    Idempotency idempotency,
    TimeProvider time)
{
    public async ValueTask<Notification?> MarkReadAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var id = CommunityAccess.IdOf(context.Argument<string>("id"));
        return await RunAsync(
            context,
            reader,
            async transaction => await NotificationStore.MarkAsync(
                transaction, id, reader, time.GetUtcNow(), cancellationToken)
                ?? throw new ClientException("NOT_FOUND", "There is no notification with this id."),
            cancellationToken);
    }

    public async ValueTask<int?> MarkAllReadAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var before = context.Argument<DateTimeOffset>("before");
        return await RunAsync(
            context,
            reader,
            transaction => NotificationStore.MarkAllAsync(
                transaction, before, reader, time.GetUtcNow(), cancellationToken),
            cancellationToken);
    }

    public async ValueTask<NotificationSettings?> SetSettingsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var input = context.Argument<NotificationSettingsInput>("input");
        await RunAsync(
            context,
            reader,
            transaction => NotificationStore.SetAsync(
                transaction, input.Digest, input.News, input.NewTips, reader, cancellationToken),
            cancellationToken);
        return await notifications.SettingsAsync(reader, cancellationToken);
    }

    public ValueTask<Topic?> FollowTopicAsync(FieldContext context, CancellationToken cancellationToken) =>
        OfTopicAsync(context, (transaction, topic, member) => FollowStore.FollowAsync(
            transaction, FollowKind.Topic, topic.ToString(), member, time.GetUtcNow(), cancellationToken),
            cancellationToken);

    public ValueTask<Topic?> UnfollowTopicAsync(FieldContext context, CancellationToken cancellationToken) =>
        EndAsync(context, "topic", topics.FindAsync, (transaction, topic, member) => FollowStore.UnfollowAsync(
            transaction, FollowKind.Topic, topic.ToString(), member, cancellationToken), cancellationToken);

    public ValueTask<Topic?> MuteTopicAsync(FieldContext context, CancellationToken cancellationToken) =>
        OfTopicAsync(context, (transaction, topic, member) => FollowStore.MuteAsync(
            transaction, topic, contribution: null, member, time.GetUtcNow(), cancellationToken), cancellationToken);

    public ValueTask<Topic?> UnmuteTopicAsync(FieldContext context, CancellationToken cancellationToken) =>
        EndAsync(context, "topic", topics.FindAsync, (transaction, topic, member) => FollowStore.UnmuteTopicAsync(
            transaction, topic, member, cancellationToken), cancellationToken);

    public ValueTask<IContribution?> MuteAuthorAsync(FieldContext context, CancellationToken cancellationToken) =>
        OfContributionAsync(context, (transaction, contribution, member) => FollowStore.MuteAsync(
            transaction, topic: null, contribution, member, time.GetUtcNow(), cancellationToken), cancellationToken);

    public ValueTask<IContribution?> UnmuteAuthorAsync(FieldContext context, CancellationToken cancellationToken) =>
        EndAsync(context, "contribution", FindAsync, async (transaction, contribution, member) =>
        {
            var found = await FindAsync(contribution, context.Reader(), cancellationToken);
            var isNamed = found?.By is { ShownAs: ShownAs.Member } by
                && (await authors.NamesAsync([by.Member], cancellationToken)).Count > 0;
            return await FollowStore.UnmuteAuthorAsync(
                transaction, contribution, isNamed, member, cancellationToken);
        }, cancellationToken);

    public ValueTask<Category?> FollowCategoryAsync(FieldContext context, CancellationToken cancellationToken) =>
        OfCategoryAsync(context, (transaction, category, member) => FollowStore.FollowAsync(
            transaction, FollowKind.Category, category, member, time.GetUtcNow(), cancellationToken),
            cancellationToken);

    public async ValueTask<Category?> UnfollowCategoryAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var id = context.Argument<string>("category");
        var category = (await categories.ReadableAsync(reader, cancellationToken)).SingleOrDefault(c => c.Id == id);
        var isEnded = await RunAsync(
            context,
            reader,
            transaction => FollowStore.UnfollowAsync(
                transaction, FollowKind.Category, id, reader.Member, cancellationToken),
            cancellationToken);
        return category is not null || isEnded ? category : throw CommunityAccess.UnknownCategory();
    }

    public ValueTask<Objective?> FollowObjectiveAsync(FieldContext context, CancellationToken cancellationToken) =>
        OfObjectiveAsync(context, (transaction, objective, member) => FollowStore.FollowAsync(
            transaction, FollowKind.Objective, objective, member, time.GetUtcNow(), cancellationToken),
            cancellationToken);

    public ValueTask<Objective?> UnfollowObjectiveAsync(FieldContext context, CancellationToken cancellationToken) =>
        OfObjectiveAsync(context, (transaction, objective, member) => FollowStore.UnfollowAsync(
            transaction, FollowKind.Objective, objective, member, cancellationToken), cancellationToken);

    private async ValueTask<Topic?> OfTopicAsync(
        FieldContext context, Func<NpgsqlTransaction, Guid, Guid, Task> change, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var id = CommunityAccess.IdOf(context.Argument<string>("topic"));
        var topic = await topics.FindAsync(id, reader, cancellationToken) ?? throw CommunityAccess.NotFound();
        await RunAsync(
            context, reader, transaction => change(transaction, topic.Id, reader.Member), cancellationToken);
        return topic;
    }

    private async ValueTask<IContribution?> OfContributionAsync(
        FieldContext context, Func<NpgsqlTransaction, Guid, Guid, Task> change, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var id = CommunityAccess.IdOf(context.Argument<string>("contribution"));
        var contribution = await FindAsync(id, reader, cancellationToken) ?? throw CommunityAccess.NotFound();
        await RunAsync(
            context, reader, transaction => change(transaction, contribution.Id, reader.Member), cancellationToken);
        return contribution;
    }

    private async Task<IContribution?> FindAsync(Guid id, Reader reader, CancellationToken cancellationToken) =>
        await topics.FindAsync(id, reader, cancellationToken)
        ?? (IContribution?)await replies.FindAsync(id, reader, cancellationToken);

    // What one followed or muted can be undone also where one may not read it any more; else it is not there.
    private async ValueTask<T?> EndAsync<T>(
        FieldContext context,
        string argument,
        Func<Guid, Reader, CancellationToken, Task<T?>> find,
        Func<NpgsqlTransaction, Guid, Guid, Task<bool>> end,
        CancellationToken cancellationToken)
        where T : class
    {
        var reader = context.Reader();
        var id = CommunityAccess.IdOf(context.Argument<string>(argument));
        var found = await find(id, reader, cancellationToken);
        var isEnded = await RunAsync(
            context, reader, transaction => end(transaction, id, reader.Member), cancellationToken);
        return found is not null || isEnded ? found : throw CommunityAccess.NotFound();
    }

    private async ValueTask<Category?> OfCategoryAsync(
        FieldContext context, Func<NpgsqlTransaction, string, Guid, Task> change, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var id = context.Argument<string>("category");
        var category = (await categories.ReadableAsync(reader, cancellationToken)).SingleOrDefault(c => c.Id == id)
            ?? throw CommunityAccess.UnknownCategory();
        await RunAsync(context, reader, transaction => change(transaction, id, reader.Member), cancellationToken);
        return category;
    }

    private async ValueTask<Objective?> OfObjectiveAsync(
        FieldContext context, Func<NpgsqlTransaction, string, Guid, Task> change, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var id = context.Argument<string>("objective");
        if (!await objectives.ExistsAsync(id, cancellationToken))
        {
            throw CommunityAccess.UnknownObjective();
        }

        await RunAsync(context, reader, transaction => change(transaction, id, reader.Member), cancellationToken);
        return new Objective(id);
    }

    private Task<bool> RunAsync(
        FieldContext context, Reader reader, Func<NpgsqlTransaction, Task> work, CancellationToken cancellationToken) =>
        RunAsync(
            context,
            reader,
            async transaction =>
            {
                await work(transaction);
                return true;
            },
            cancellationToken);

    private async Task<T> RunAsync<T>(
        FieldContext context,
        Reader reader,
        Func<NpgsqlTransaction, Task<T>> work,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await idempotency.RunAsync(context, connection, async transaction =>
        {
            await reader.ActAsync(transaction, cancellationToken);
            return await work(transaction);
        }, cancellationToken);
    }
}
