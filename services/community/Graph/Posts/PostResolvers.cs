using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>Answers the fields that read contributions: for members only.</summary>
public sealed class PostResolvers(
    TopicStore topics,
    ReplyStore replies,
    DraftStore drafts,
    ObjectiveStore objectives,
    IOptions<CommunityOptions> options)
{
    private static readonly TopicKind[] Talk = [TopicKind.Discussion, TopicKind.Question];

    public async ValueTask<Topic?> TopicAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var id = CommunityAccess.IdOf(context.Argument<string>("id"));
        return await topics.FindAsync(id, reader, cancellationToken) ?? throw CommunityAccess.NotFound();
    }

    public async ValueTask<Reply?> ReplyAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var id = CommunityAccess.IdOf(context.Argument<string>("id"));
        return await replies.FindAsync(id, reader, cancellationToken) ?? throw CommunityAccess.NotFound();
    }

    public async ValueTask<TopicConnection?> TopicsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var narrowed = context.Argument<TopicFilterInput?>("filter");
        var filter = narrowed is null
            ? new TopicFilter()
            : new TopicFilter(
                narrowed.Category, narrowed.Objective, narrowed.Kinds, narrowed.Answered, narrowed.Pinned == true);
        return await PageAsync(filter, context.Argument<TopicOrder>("order"), 20, context, reader, cancellationToken);
    }

    public async ValueTask<TopicConnection?> TipsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var filter = new TopicFilter(Objective: context.Argument<string?>("objective"), Kinds: [TopicKind.Tip]);
        return await PageAsync(filter, TopicOrder.Newest, 20, context, reader, cancellationToken);
    }

    public async ValueTask<TopicConnection?> DiscussionsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var filter = new TopicFilter(
            context.Argument<string?>("category"), context.Argument<string?>("objective"), Talk);
        return await PageAsync(filter, context.Argument<TopicOrder>("order"), 20, context, reader, cancellationToken);
    }

    public async ValueTask<TopicConnection?> NewsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        return await PageAsync(
            new TopicFilter(Kinds: [TopicKind.News]), TopicOrder.Newest, 20, context, reader, cancellationToken);
    }

    public async ValueTask<Connection<Topic>?> WaitingNewsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Editor();
        var asked = PageArguments.Of(context, options.Value, defaultFirst: 20);
        return Pages(await topics.WaitingAsync(asked, reader, cancellationToken), asked);
    }

    public async ValueTask<Connection<Topic>?> OwnTopicsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var asked = PageArguments.Of(context, options.Value, defaultFirst: 20);
        return Pages(await topics.OwnAsync(asked, reader, cancellationToken), asked);
    }

    public async ValueTask<Connection<Reply>?> OwnRepliesAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var asked = PageArguments.Of(context, options.Value, defaultFirst: 20);
        var found = await replies.OwnAsync(asked, reader, cancellationToken);
        return Connection.Of(found, asked, r => new TimeCursor(r.PostedAt, r.Id));
    }

    public async ValueTask<Connection<Draft>?> DraftsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Writer();
        var asked = PageArguments.Of(context, options.Value, defaultFirst: 20);
        var found = await drafts.PageAsync(asked, reader, cancellationToken);
        return Connection.Of(found, asked, d => new TimeCursor(d.SavedAt, d.Id));
    }

    public async ValueTask<Draft?> DraftAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Writer();
        var id = CommunityAccess.IdOf(context.Argument<string>("id"));
        return await drafts.FindAsync(id, reader, cancellationToken)
            ?? throw new ClientException("NOT_FOUND", "You have no draft with this id.");
    }

    /// <summary><c>Objective.tips</c>.</summary>
    public async ValueTask<IReadOnlyList<TopicConnection?>> TipsOfObjectivesAsync(
        IReadOnlyList<Objective> parents, FieldContext context, CancellationToken cancellationToken) =>
        await TipsOfAsync([.. parents.Select(p => p.Id)], context, cancellationToken);

    /// <summary><c>Suggestion.tips</c>.</summary>
    public async ValueTask<IReadOnlyList<TopicConnection?>> TipsOfSuggestionsAsync(
        IReadOnlyList<Suggestion> parents, FieldContext context, CancellationToken cancellationToken) =>
        await TipsOfAsync([.. parents.Select(p => p.ObjectiveId)], context, cancellationToken);

    /// <summary><c>CommunityTopic.replies</c>: of all topics at once.</summary>
    public async ValueTask<IReadOnlyList<ReplyConnection?>> RepliesAsync(
        IReadOnlyList<Topic> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var asked = PageArguments.Of(context, options.Value, defaultFirst: 50);
        var order = context.Argument<ReplyOrder>("order");
        var found = await replies.OfAsync(parents.Select(p => p.Id), order, asked, reader, cancellationToken);
        return [.. parents.Select(p => ReplyConnection.Of([.. found[p.Id]], asked, p.ReplyCount))];
    }

    /// <summary><c>CommunityTopic.answer</c>.</summary>
    public async ValueTask<IReadOnlyList<Reply?>> AnswersAsync(
        IReadOnlyList<Topic> parents, FieldContext context, CancellationToken cancellationToken) =>
        await RepliesByIdAsync([.. parents.Select(p => p.AnswerId)], context, cancellationToken);

    /// <summary><c>Reply.parent</c>.</summary>
    public async ValueTask<IReadOnlyList<Reply?>> ParentsAsync(
        IReadOnlyList<Reply> parents, FieldContext context, CancellationToken cancellationToken) =>
        await RepliesByIdAsync([.. parents.Select(p => p.ParentId)], context, cancellationToken);

    /// <summary><c>Reply.topic</c>.</summary>
    public async ValueTask<IReadOnlyList<Topic?>> TopicsOfRepliesAsync(
        IReadOnlyList<Reply> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await topics.FindAsync(parents.Select(p => p.TopicId), context.Reader(), cancellationToken);
        return [.. parents.Select(p => found.GetValueOrDefault(p.TopicId))];
    }

    /// <summary>Topics by id, for other parts of the graph; what the reader may not see is null.</summary>
    public async ValueTask<IReadOnlyList<Topic?>> TopicEntitiesAsync(
        IReadOnlyList<Representation> keys, FieldContext context, CancellationToken cancellationToken)
    {
        var ids = keys.Select(k => Guid.TryParse(k.Get("id"), out var id) ? id : Guid.Empty).ToList();
        var found = await topics.FindAsync(ids, context.Reader(), cancellationToken);
        return [.. ids.Select(id => found.GetValueOrDefault(id))];
    }

    /// <summary>Replies by id, for other parts of the graph; what the reader may not see is null.</summary>
    public async ValueTask<IReadOnlyList<Reply?>> ReplyEntitiesAsync(
        IReadOnlyList<Representation> keys, FieldContext context, CancellationToken cancellationToken)
    {
        var ids = keys.Select(k => Guid.TryParse(k.Get("id"), out var id) ? id : Guid.Empty).ToList();
        var found = await replies.FindAsync(ids, context.Reader(), cancellationToken);
        return [.. ids.Select(id => found.GetValueOrDefault(id))];
    }

    private static Connection<Topic> Pages(IReadOnlyList<Topic> found, PageAsked asked) =>
        Connection.Of(found, asked, t => new TimeCursor(t.PostedAt, t.Id));

    private async Task<TopicConnection> PageAsync(
        TopicFilter filter,
        TopicOrder order,
        int defaultFirst,
        FieldContext context,
        Reader reader,
        CancellationToken cancellationToken)
    {
        var asked = Asked(context, order, defaultFirst);
        if (filter.Objective is { } objective && !await objectives.ExistsAsync(objective, cancellationToken))
        {
            throw CommunityAccess.UnknownObjective();
        }

        if (filter.Category is { } category && !Category.IsId(category))
        {
            throw CommunityAccess.UnknownCategory();
        }

        return TopicConnection.Of(
            await topics.PageAsync(filter, order, asked, reader, cancellationToken), asked, order, filter);
    }

    private async Task<IReadOnlyList<TopicConnection?>> TipsOfAsync(
        IReadOnlyList<string> ids, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var asked = Asked(context, TopicOrder.Newest, defaultFirst: 5);
        var found = await topics.TipsOfAsync(ids, asked, reader, cancellationToken);
        return
        [
            .. ids.Select(id => TopicConnection.Of(
                found[id], asked, TopicOrder.Newest, new TopicFilter(Objective: id, Kinds: [TopicKind.Tip]))),
        ];
    }

    private async Task<IReadOnlyList<Reply?>> RepliesByIdAsync(
        IReadOnlyList<Guid?> ids, FieldContext context, CancellationToken cancellationToken)
    {
        var asked = ids.OfType<Guid>().ToList();
        if (asked.Count == 0)
        {
            return [.. ids.Select(_ => (Reply?)null)];
        }

        var found = await replies.FindAsync(asked, context.Reader(), cancellationToken);
        return [.. ids.Select(id => id is { } known ? found.GetValueOrDefault(known) : null)];
    }

    // The default as in the schema: an explicit null means it too.
    private TopicsAsked Asked(FieldContext context, TopicOrder order, int defaultFirst)
    {
        var first = context.Argument<int?>("first") ?? defaultFirst;
        return first >= 0 && first <= options.Value.LargestPage
            ? new TopicsAsked(first, TopicCursor.Parse(context.Argument<string?>("after"), order))
            : throw new ClientException("PAGE_SIZE", $"`first` goes from 0 to {options.Value.LargestPage}.");
    }
}
