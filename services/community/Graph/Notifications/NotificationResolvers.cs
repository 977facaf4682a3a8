using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>Answers the fields on notifications: each member's own, with what they may still read of them.</summary>
public sealed class NotificationResolvers(
    NotificationStore notifications,
    FollowStore follows,
    TopicStore topics,
    ReplyStore replies,
    CategoryStore categories,
    IOptions<CommunityOptions> options)
{
    public async ValueTask<NotificationConnection?> PageAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        if (context.Argument<string?>("member") is { } member && member != reader.Member.ToString("N"))
        {
            throw new ClientException("NOT_FOUND", "There are no notifications of this member to see.");
        }

        var page = PageArguments.Of(context, options.Value, defaultFirst: 20);
        var found = await notifications.PageAsync(
            page, context.Argument<bool?>("unreadOnly") ?? false, reader, cancellationToken);
        var shown = Connection.Of(found, page, n => new TimeCursor(n.At, n.Id));
        return new NotificationConnection(shown.Edges, shown.PageInfo);
    }

    public async ValueTask<IReadOnlyList<int>> UnreadAsync(
        IReadOnlyList<NotificationConnection> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var unread = await notifications.UnreadAsync(context.Reader(), cancellationToken);
        return [.. parents.Select(_ => unread)];
    }

    public async ValueTask<NotificationSettings?> SettingsAsync(
        FieldContext context, CancellationToken cancellationToken) =>
        await notifications.SettingsAsync(context.Reader(), cancellationToken);

    public async ValueTask<IReadOnlyList<Topic?>> TopicsAsync(
        IReadOnlyList<Notification> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await topics.FindAsync(parents.Select(p => p.TopicId), context.Reader(), cancellationToken);
        return [.. parents.Select(p => found.GetValueOrDefault(p.TopicId))];
    }

    public async ValueTask<IReadOnlyList<IContribution?>> ContributionsAsync(
        IReadOnlyList<Notification> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var foundTopics = await topics.FindAsync(parents.Select(p => p.ContributionId), reader, cancellationToken);
        var foundReplies = await replies.FindAsync(
            parents.Where(p => p.ContributionId != p.TopicId).Select(p => p.ContributionId), reader, cancellationToken);
        return
        [
            .. parents.Select(p => foundTopics.GetValueOrDefault(p.ContributionId)
                ?? (IContribution?)foundReplies.GetValueOrDefault(p.ContributionId)),
        ];
    }

    public async ValueTask<IReadOnlyList<string>> TextsAsync(
        IReadOnlyList<Notification> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var found = await topics.FindAsync(parents.Select(p => p.TopicId), reader, cancellationToken);
        var titles = found.Values.Any(t => t.ObjectiveId is not null)
            ? (await categories.ReadableAsync(reader, cancellationToken))
                .Where(c => c.ObjectiveId is not null).ToDictionary(c => c.ObjectiveId!, c => c.Title)
            : [];
        return
        [
            .. parents.Select(p =>
            {
                var topic = found.GetValueOrDefault(p.TopicId);
                return p.TextOf(
                    topic?.Title, topic?.ObjectiveId is { } id ? titles.GetValueOrDefault(id) : null);
            }),
        ];
    }

    /// <summary><c>CommunityTopic.isFollowed</c>.</summary>
    public async ValueTask<IReadOnlyList<bool>> FollowedAsync(
        IReadOnlyList<Topic> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var followed = await follows.FollowedAsync(
            FollowKind.Topic, parents.Select(p => p.Id.ToString()), context.Reader(), cancellationToken);
        return [.. parents.Select(p => followed.Contains(p.Id.ToString()))];
    }

    /// <summary><c>CommunityTopic.isMuted</c>.</summary>
    public async ValueTask<IReadOnlyList<bool>> MutedAsync(
        IReadOnlyList<Topic> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var muted = await follows.MutedAsync(parents.Select(p => p.Id), context.Reader(), cancellationToken);
        return [.. parents.Select(p => muted.Contains(p.Id))];
    }

    /// <summary><c>Category.isFollowed</c>.</summary>
    public async ValueTask<IReadOnlyList<bool>> FollowedCategoriesAsync(
        IReadOnlyList<Category> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var followed = await follows.FollowedAsync(
            FollowKind.Category, parents.Select(p => p.Id), context.Reader(), cancellationToken);
        return [.. parents.Select(p => followed.Contains(p.Id))];
    }
}
