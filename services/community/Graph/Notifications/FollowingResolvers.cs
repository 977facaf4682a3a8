using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>
/// Answers what the caller follows and muted. What they may not read any more stands in the lists too, by its id alone,
/// so that it can be undone.
/// </summary>
public sealed class FollowingResolvers(
    FollowStore follows,
    TopicStore topics,
    ReplyStore replies,
    CategoryStore categories,
    IOptions<CommunityOptions> options)
{
    public async ValueTask<Connection<Follow>?> FollowsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var page = PageArguments.Of(context, options.Value, defaultFirst: 20);
        var kinds = context.Argument<IReadOnlyList<FollowKind>?>("kinds") ?? [];
        var found = await follows.PageAsync(kinds, page, reader, cancellationToken);
        return Connection.Of(found, page, follow => new TimeCursor(follow.Since, follow.Place));
    }

    public async ValueTask<Connection<Mute>?> MutesAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var page = PageArguments.Of(context, options.Value, defaultFirst: 20);
        var found = await follows.MutesAsync(
            context.Argument<MuteKind?>("kind"), page, reader, cancellationToken);
        return Connection.Of(found, page, mute => new TimeCursor(mute.Since, mute.Target));
    }

    /// <summary><c>Follow.topic</c>.</summary>
    public async ValueTask<IReadOnlyList<Topic?>> TopicsOfFollowsAsync(
        IReadOnlyList<Follow> parents, FieldContext context, CancellationToken cancellationToken) =>
        await TopicsAsync(
            [.. parents.Select(p => p.Kind == FollowKind.Topic ? Guid.Parse(p.Target) : (Guid?)null)],
            context,
            cancellationToken);

    /// <summary><c>Follow.category</c>.</summary>
    public async ValueTask<IReadOnlyList<Category?>> CategoriesOfFollowsAsync(
        IReadOnlyList<Follow> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = (await categories.ReadableAsync(context.Reader(), cancellationToken)).ToDictionary(c => c.Id);
        return
        [
            .. parents.Select(p => p.Kind == FollowKind.Category ? found.GetValueOrDefault(p.Target) : null),
        ];
    }

    /// <summary><c>Mute.topic</c>.</summary>
    public async ValueTask<IReadOnlyList<Topic?>> TopicsOfMutesAsync(
        IReadOnlyList<Mute> parents, FieldContext context, CancellationToken cancellationToken) =>
        await TopicsAsync(
            [.. parents.Select(p => p.Kind == MuteKind.Topic ? p.Target : (Guid?)null)], context, cancellationToken);

    /// <summary><c>Mute.contribution</c>: its author is shown as everywhere.</summary>
    public async ValueTask<IReadOnlyList<IContribution?>> ContributionsOfMutesAsync(
        IReadOnlyList<Mute> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var ids = parents.Where(p => p.Kind == MuteKind.Author).Select(p => p.Target).ToList();
        var foundTopics = await topics.FindAsync(ids, reader, cancellationToken);
        var foundReplies = await replies.FindAsync(ids, reader, cancellationToken);
        return
        [
            .. parents.Select(p => p.Kind != MuteKind.Author
                ? null
                : foundTopics.GetValueOrDefault(p.Target)
                    ?? (IContribution?)foundReplies.GetValueOrDefault(p.Target)),
        ];
    }

    /// <summary><c>Objective.isFollowed</c>.</summary>
    public async ValueTask<IReadOnlyList<bool?>> FollowedObjectivesAsync(
        IReadOnlyList<Objective> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var followed = await follows.FollowedAsync(
            FollowKind.Objective, parents.Select(p => p.Id), context.Reader(), cancellationToken);
        return [.. parents.Select(p => (bool?)followed.Contains(p.Id))];
    }

    private async Task<IReadOnlyList<Topic?>> TopicsAsync(
        IReadOnlyList<Guid?> ids, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await topics.FindAsync(ids.OfType<Guid>(), context.Reader(), cancellationToken);
        return [.. ids.Select(id => id is { } known ? found.GetValueOrDefault(known) : null)];
    }
}
