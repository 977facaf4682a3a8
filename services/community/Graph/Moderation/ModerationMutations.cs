using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>Hides, locks, moves and pins; what is so already stays so, and leaves no record.</summary>
public sealed class ModerationMutations(Moderating moderating, CategoryStore categories)
{
    public ValueTask<IContribution?> HideAsync(FieldContext context, CancellationToken cancellationToken) =>
        OfContributionAsync(context, ModerationKind.Hide, (transaction, on) =>
            ModerationStore.HideAsync(transaction, on, moderating.Now, cancellationToken), cancellationToken);

    public ValueTask<IContribution?> ShowAsync(FieldContext context, CancellationToken cancellationToken) =>
        OfContributionAsync(context, ModerationKind.Show, (transaction, on) =>
            ModerationStore.HideAsync(transaction, on, null, cancellationToken), cancellationToken);

    public ValueTask<Topic?> LockAsync(FieldContext context, CancellationToken cancellationToken) =>
        OfTopicAsync(context, ModerationKind.Lock, (transaction, topic) =>
            ModerationStore.LockAsync(transaction, topic.Id, moderating.Now, cancellationToken), cancellationToken);

    public ValueTask<Topic?> UnlockAsync(FieldContext context, CancellationToken cancellationToken) =>
        OfTopicAsync(context, ModerationKind.Unlock, (transaction, topic) =>
            ModerationStore.LockAsync(transaction, topic.Id, null, cancellationToken), cancellationToken);

    public ValueTask<Topic?> UnpinAsync(FieldContext context, CancellationToken cancellationToken) =>
        OfTopicAsync(context, ModerationKind.Unpin, (transaction, topic) =>
            ModerationStore.PinAsync(transaction, topic.Id, null, cancellationToken), cancellationToken);

    public async ValueTask<Topic?> PinAsync(FieldContext context, CancellationToken cancellationToken)
    {
        Moderating.Moderator(context);
        var until = context.Argument<DateTimeOffset>("until");
        if (until <= moderating.Now)
        {
            throw new ClientException("BAD_USER_INPUT", "`until` lies behind us: give a moment to come.");
        }

        return await OfTopicAsync(
            context,
            ModerationKind.Pin,
            (transaction, topic) => ModerationStore.PinAsync(transaction, topic.Id, until, cancellationToken),
            cancellationToken,
            (act, _) => act with { Until = until });
    }

    public async ValueTask<Topic?> MoveAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var moderator = Moderating.Moderator(context);
        var to = context.Argument<string>("category");
        if ((await categories.ReadableAsync(moderator, cancellationToken)).All(category => category.Id != to))
        {
            throw CommunityAccess.UnknownCategory();
        }

        return await OfTopicAsync(
            context,
            ModerationKind.Move,
            (transaction, topic) => ModerationStore.MoveAsync(transaction, topic.Id, to, cancellationToken),
            cancellationToken,
            (act, topic) => act with { From = topic.CategoryId, To = to });
    }

    private async ValueTask<IContribution?> OfContributionAsync(
        FieldContext context,
        ModerationKind kind,
        Func<NpgsqlTransaction, IContribution, Task<bool>> change,
        CancellationToken cancellationToken)
    {
        var moderator = Moderating.Moderator(context);
        var reason = Moderating.Reason(context);
        var on = await moderating.FindAsync(context, moderator, cancellationToken);
        await moderating.RunAsync(context, moderator, async transaction =>
        {
            if (await change(transaction, on))
            {
                await moderating.RecordAsync(
                    transaction, on, moderating.ActOf(kind, on, moderator, reason), cancellationToken);
            }
        }, cancellationToken);
        return await moderating.FindAsync(on.Id, moderator, cancellationToken);
    }

    private async ValueTask<Topic?> OfTopicAsync(
        FieldContext context,
        ModerationKind kind,
        Func<NpgsqlTransaction, Topic, Task<bool>> change,
        CancellationToken cancellationToken,
        Func<ModerationAct, Topic, ModerationAct>? more = null)
    {
        var moderator = Moderating.Moderator(context);
        var reason = Moderating.Reason(context);
        var topic = await moderating.FindTopicAsync(context, moderator, cancellationToken);
        await moderating.RunAsync(context, moderator, async transaction =>
        {
            if (await change(transaction, topic))
            {
                var act = moderating.ActOf(kind, topic, moderator, reason);
                await moderating.RecordAsync(transaction, topic, more?.Invoke(act, topic) ?? act, cancellationToken);
            }
        }, cancellationToken);
        return await moderating.FindTopicAsync(context, moderator, cancellationToken);
    }
}
