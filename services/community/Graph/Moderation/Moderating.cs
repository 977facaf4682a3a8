using Monitor.Community.Domain;
using Monitor.Community.Events;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>
/// What acts of moderation have in common: who may, what they are about, and that they are on record.
/// </summary>
public sealed class Moderating(
    NpgsqlDataSource database,
    TopicStore topics,
    ReplyStore replies,
    AuditLog audit,
    Outbox outbox,
    Idempotency idempotency,
    TimeProvider time)
{
    private const int LongestReason = 300;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <exception cref="ClientException">UNAUTHENTICATED, NOT_A_MEMBER or FORBIDDEN.</exception>
    public static Reader Moderator(FieldContext context)
    {
        var reader = context.Reader();
        context.Caller().RequireRole(Role.Moderator);
        return reader;
    }

    /// <summary>Why, as it is told to the author.</summary>
    /// <exception cref="ClientException">REASON_NEEDED or NOT_PLAIN_TEXT.</exception>
    public static string Reason(FieldContext context)
    {
        var reason = context.Argument<string>("reason").Trim();
        return reason.Length is > 0 and <= LongestReason
            ? Wording.Body("REASON_NEEDED", "reason", reason, 1, LongestReason)
            : throw new ClientException(
                "REASON_NEEDED", $"Say why, in at most {LongestReason} characters: its author reads it.");
    }

    /// <summary>The contribution of the argument <c>id</c>, as far as the reader may see it.</summary>
    /// <exception cref="ClientException">NOT_FOUND.</exception>
    public Task<IContribution> FindAsync(FieldContext context, Reader reader, CancellationToken cancellationToken) =>
        FindAsync(CommunityAccess.IdOf(context.Argument<string>("id")), reader, cancellationToken);

    /// <exception cref="ClientException">NOT_FOUND.</exception>
    public async Task<IContribution> FindAsync(Guid id, Reader reader, CancellationToken cancellationToken) =>
        await topics.FindAsync(id, reader, cancellationToken)
        ?? (IContribution?)await replies.FindAsync(id, reader, cancellationToken)
        ?? throw CommunityAccess.NotFound();

    /// <summary>The topic of the argument <c>id</c>.</summary>
    /// <exception cref="ClientException">NOT_FOUND.</exception>
    public async Task<Topic> FindTopicAsync(FieldContext context, Reader reader, CancellationToken cancellationToken) =>
        await topics.FindAsync(CommunityAccess.IdOf(context.Argument<string>("id")), reader, cancellationToken)
        ?? throw CommunityAccess.NotFound();

    /// <summary>Changes something once, in a transaction that acts for the reader.</summary>
    public async Task RunAsync(
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

    /// <summary>
    /// Puts an act on record: for moderators and the author here, and among the acts of all services; has the author
    /// told, and whoever has the discussion open. Last in its transaction, which acts for the service from then on.
    /// </summary>
    /// <remarks>
    /// Among the acts without the municipality where the author is anonymous: its coordinator reads them. What reports
    /// did nobody did: whose was the last of them is for moderators alone.
    /// </remarks>
    public async Task RecordAsync(
        NpgsqlTransaction transaction, IContribution on, ModerationAct act, CancellationToken cancellationToken)
    {
        await using var service = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
        await ModerationStore.AddAsync(transaction, on, act, cancellationToken);
        if (act.Tells is { } cause)
        {
            await NotificationJobs.AddAsync(
                transaction, CauseOf(cause), on.Id, on.TopicId, act.Moderator, cancellationToken);
        }

        await audit.AddAsync(
            transaction,
            new Act(
                ActKind.ContributionModerated,
                on.By.ShownAs == ShownAs.Anonymous ? null : on.By.Municipality,
                on.ReplyId is { } reply ? $"reply:{reply:N}" : $"topic:{on.Id:N}")
            {
                IsBySystem = act.ByReports,
            },
            cancellationToken);
        await PublishAsync(transaction, on, act.Kind, cancellationToken);
    }

    /// <summary>Tells that a contribution changed, whoever did it.</summary>
    public Task PublishAsync(
        NpgsqlTransaction transaction, IContribution on, ModerationKind kind, CancellationToken cancellationToken) =>
        outbox.AddAsync(
            transaction,
            ContributionChanged.TopicName,
            new ContributionChanged(on.Id, on.TopicId, EnumText.Of(ChangeOf(kind))),
            cancellationToken);

    /// <summary>An act of this moderator, now.</summary>
    public ModerationAct ActOf(ModerationKind kind, IContribution on, Reader moderator, string? reason) => new(
        Guid.NewGuid(), kind, on.Id, on.TopicId, moderator.Member, reason, From: null, To: null, Until: null, Now);

    private static NotificationCause CauseOf(NotificationKind kind) => kind switch
    {
        NotificationKind.HiddenByReports => NotificationCause.HiddenByReports,
        NotificationKind.ShownAgain => NotificationCause.ShownAgain,
        _ => NotificationCause.Moderated,
    };

    private static ContributionChange ChangeOf(ModerationKind kind) => kind switch
    {
        ModerationKind.Hide or ModerationKind.HideByReports => ContributionChange.Hidden,
        ModerationKind.Show or ModerationKind.Keep => ContributionChange.Shown,
        ModerationKind.Lock => ContributionChange.Locked,
        ModerationKind.Unlock => ContributionChange.Unlocked,
        ModerationKind.Move => ContributionChange.Moved,
        ModerationKind.Pin => ContributionChange.Pinned,
        ModerationKind.Unpin => ContributionChange.Unpinned,
        ModerationKind.Edit => ContributionChange.Edited,
        ModerationKind.Delete => ContributionChange.Deleted,
        ModerationKind.Restore => ContributionChange.Restored,
        ModerationKind.Answer => ContributionChange.Answered,
        ModerationKind.Reopen => ContributionChange.Reopened,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An act without a change."),
    };
}
