using Monitor.Community.Domain;
using Monitor.Community.Events;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>The mutations of schema.graphql, each in one transaction with its event.</summary>
public sealed class TipMutations(
    NpgsqlDataSource database,
    TipStore tips,
    ObjectiveStore objectives,
    Idempotency idempotency,
    Outbox outbox,
    TimeProvider time)
{
    public async ValueTask<Tip?> PostTipAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        context.Caller().RequireRole(Role.Officer, Role.Coordinator, Role.RegionalCoordinator, Role.Editor, Role.Moderator);
        var input = context.Argument<PostTipInput>("input");
        var draft = TipDraft.Of(input.Objective, input.Title, input.Text, input.Anonymous);
        if (!await objectives.ExistsAsync(draft.Objective, cancellationToken))
        {
            throw TipResolvers.UnknownObjective();
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var id = await idempotency.RunAsync(context, connection, async transaction =>
        {
            var tip = new NewTip(
                Guid.NewGuid(), draft, time.GetUtcNow(), reader.Member, reader.Municipality, IsDemonstration: false);
            await reader.ActAsync(transaction, cancellationToken);
            await TipStore.AddAsync(transaction, tip, cancellationToken);
            await outbox.AddAsync(
                transaction,
                ContributionPosted.Topic,
                new ContributionPosted(tip.Id, draft.Objective),
                cancellationToken);
            return tip.Id;
        }, cancellationToken);
        return await tips.FindAsync(id, reader, cancellationToken);
    }

    public async ValueTask<Tip?> MarkTipUsefulAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        if (!Guid.TryParse(context.Argument<string>("id"), out var id))
        {
            throw NotFound();
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await idempotency.RunAsync(context, connection, async transaction =>
        {
            await reader.ActAsync(transaction, cancellationToken);
            return await TipStore.MarkUsefulAsync(transaction, id, reader.Member, time.GetUtcNow(), cancellationToken)
                ? true
                : throw NotFound();
        }, cancellationToken);
        return await tips.FindAsync(id, reader, cancellationToken);
    }

    private static ClientException NotFound() => new("NOT_FOUND", "There is no tip with this id.");
}
