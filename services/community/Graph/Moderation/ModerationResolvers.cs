using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>Answers what waits for moderators, and what they did.</summary>
public sealed class ModerationResolvers(
    ReportStore reports,
    ModerationStore acts,
    TopicStore topics,
    ReplyStore replies,
    AuthorStore authors,
    IOptions<CommunityOptions> options)
{
    /// <summary><c>Query.moderationQueue</c>, the oldest first.</summary>
    public async ValueTask<QueueView?> QueueAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var moderator = Moderating.Moderator(context);
        var page = PageArguments.Of(context, options.Value, defaultFirst: 20);
        var waiting = await reports.WaitingAsync(moderator, page, cancellationToken);
        var connection = Connection.Of(
            await ViewsAsync(waiting, moderator, cancellationToken),
            page,
            view => new TimeCursor(view.Since, view.Contribution.Id));
        return new QueueView(connection);
    }

    /// <summary><c>ModerationQueue.totalCount</c>.</summary>
    public async ValueTask<IReadOnlyList<int>> TotalsAsync(
        IReadOnlyList<QueueView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var count = await reports.CountWaitingAsync(Moderating.Moderator(context), cancellationToken);
        return [.. parents.Select(_ => count)];
    }

    /// <summary><c>Query.moderationLog</c>, the newest first.</summary>
    public async ValueTask<Connection<ModerationActView>?> LogAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var moderator = Moderating.Moderator(context);
        var page = PageArguments.Of(context, options.Value, defaultFirst: 20);
        var found = await acts.PageAsync(moderator, page, cancellationToken);
        return Connection.Of(
            await ViewsAsync(found, moderator, cancellationToken), page, view => new TimeCursor(view.At, view.Act.Id));
    }

    /// <summary><c>CommunityTopic.moderation</c>.</summary>
    public ValueTask<IReadOnlyList<IReadOnlyList<ModerationActView>?>> OfTopicsAsync(
        IReadOnlyList<Topic> parents, FieldContext context, CancellationToken cancellationToken) =>
        OfAsync(parents, context, cancellationToken);

    /// <summary><c>Reply.moderation</c>.</summary>
    public ValueTask<IReadOnlyList<IReadOnlyList<ModerationActView>?>> OfRepliesAsync(
        IReadOnlyList<Reply> parents, FieldContext context, CancellationToken cancellationToken) =>
        OfAsync(parents, context, cancellationToken);

    /// <summary>Null for those that it does not concern: they see the result, not the reason.</summary>
    private async ValueTask<IReadOnlyList<IReadOnlyList<ModerationActView>?>> OfAsync(
        IReadOnlyList<IContribution> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var told = parents.Where(p => reader.Moderates || p.By.Member == reader.Member).Select(p => p.Id).ToList();
        if (told.Count == 0)
        {
            return [.. parents.Select(_ => (IReadOnlyList<ModerationActView>?)null)];
        }

        var found = await acts.OfAsync(told, reader, cancellationToken);
        var views = (await ViewsAsync([.. told.SelectMany(id => found[id])], reader, cancellationToken))
            .ToLookup(view => view.Act.ContributionId);
        return [.. parents.Select(p => told.Contains(p.Id) ? views[p.Id].ToList() : null)];
    }

    private async Task<List<ModerationActView>> ViewsAsync(
        IReadOnlyList<ModerationAct> found, Reader reader, CancellationToken cancellationToken)
    {
        // To authors "a moderator" is enough.
        var names = reader.Moderates
            ? await authors.NamesAsync(found.Select(act => act.Moderator).OfType<Guid>(), cancellationToken)
            : new Dictionary<Guid, string>();
        return
        [
            .. found.Select(act => new ModerationActView(
                act, act.Moderator is { } moderator ? names.GetValueOrDefault(moderator) : null)),
        ];
    }

    private async Task<List<ReportedView>> ViewsAsync(
        List<Reported> waiting, Reader moderator, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. waiting.Select(reported => reported.ContributionId)];
        var open = await reports.OpenAsync(ids, moderator, cancellationToken);
        var names = await authors.NamesAsync(
            open.SelectMany(each => each).Select(report => report.ReporterId), cancellationToken);
        var found = (await topics.FindAsync(ids, moderator, cancellationToken)).Values.Cast<IContribution>()
            .Concat((await replies.FindAsync(ids, moderator, cancellationToken)).Values)
            .ToDictionary(contribution => contribution.Id);
        return
        [
            .. waiting
                .Where(reported => found.ContainsKey(reported.ContributionId))
                .Select(reported => new ReportedView(
                    found[reported.ContributionId],
                    reported.Since,
                    [.. open[reported.ContributionId].Select(report => ViewOf(report, names))])),
        ];
    }

    private static ReportView ViewOf(Report report, IReadOnlyDictionary<Guid, string> names) => new(
        report.Reason,
        report.Remark,
        report.At,
        names.GetValueOrDefault(report.ReporterId),
        report.ReporterMunicipality is { } code ? new Municipality(code) : null);
}

/// <summary>The queue, whose total is counted only where it is asked for.</summary>
public sealed record QueueView(Connection<ReportedView> Page)
{
    public IReadOnlyList<Edge<ReportedView>> Edges => Page.Edges;

    public IReadOnlyList<ReportedView> Nodes => Page.Nodes;

    public PageInfo PageInfo => Page.PageInfo;
}
