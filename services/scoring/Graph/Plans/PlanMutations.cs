using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;
using Npgsql;

namespace Monitor.Scoring.Graph;

/// <summary>The mutations on plans, each in one transaction with its line of history.</summary>
public sealed class PlanMutations(
    NpgsqlDataSource database, PlanStore plans, KnownRounds rounds, Idempotency idempotency, TimeProvider time)
{
    /// <summary><c>startPlan</c>.</summary>
    public async ValueTask<Plan?> StartAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var writer = OwnWriter.Of(context.Caller());
        var round = context.Argument<int>("round");
        await rounds.RequireAsync(round, cancellationToken);
        var plan = Plan.Start(
            Guid.NewGuid(), writer.Municipality, round, context.Argument<string>("title"),
            context.Argument<int>("fromYear"), context.Argument<int>("toYear"), time.GetUtcNow());
        return await RunAsync(context, writer, async acting =>
        {
            await RequireOnlyAsync(PlanStore.AddAsync(acting, plan, cancellationToken));
            await RecordAsync(
                acting, writer, plan, PlanAction.PlanStarted, FieldChange.Of(null, plan), cancellationToken);
            return plan.Id;
        }, cancellationToken);
    }

    /// <summary><c>changePlan</c>.</summary>
    public ValueTask<Plan?> ChangeAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var title = context.Argument<string>("title");
        var (from, to) = (context.Argument<int>("fromYear"), context.Argument<int>("toYear"));
        var notes = context.Argument<string?>("notes") ?? "";
        return ChangeAsync(
            context,
            PlanAction.PlanChanged,
            (plan, revision) => plan.Change(revision, title, from, to, notes, time.GetUtcNow()),
            cancellationToken);
    }

    /// <summary><c>closePlan</c>.</summary>
    public ValueTask<Plan?> CloseAsync(FieldContext context, CancellationToken cancellationToken) => ChangeAsync(
        context,
        PlanAction.PlanClosed,
        (plan, revision) => plan.Close(revision, time.GetUtcNow()),
        cancellationToken);

    /// <summary><c>reopenPlan</c>.</summary>
    public ValueTask<Plan?> ReopenAsync(FieldContext context, CancellationToken cancellationToken) => ChangeAsync(
        context,
        PlanAction.PlanReopened,
        (plan, revision) => plan.Reopen(revision, time.GetUtcNow()),
        cancellationToken);

    internal static ClientException NotFound() => new("NOT_FOUND", "There is no such plan for you.");

    /// <summary>The id that an argument holds.</summary>
    /// <exception cref="ClientException">NOT_FOUND.</exception>
    internal static Guid IdOf(FieldContext context, string argument, Func<ClientException> notFound) =>
        Guid.TryParse(context.Argument<string>(argument), out var id) ? id : throw notFound();

    private async ValueTask<Plan?> ChangeAsync(
        FieldContext context, PlanAction action, Func<Plan, int, Plan> change, CancellationToken cancellationToken)
    {
        var writer = OwnWriter.Of(context.Caller());
        var id = IdOf(context, "id", NotFound);
        var revision = context.Argument<int>("revision");
        return await RunAsync(context, writer, async acting =>
        {
            var plan = await PlanStore.LockAsync(acting, id, cancellationToken) ?? throw NotFound();
            var changed = change(plan, revision);
            await RequireOnlyAsync(PlanStore.UpdateAsync(acting, changed, cancellationToken));
            await RecordAsync(acting, writer, changed, action, FieldChange.Of(plan, changed), cancellationToken);
            return id;
        }, cancellationToken);
    }

    private static async Task RequireOnlyAsync(Task<bool> isOnly)
    {
        if (!await isOnly)
        {
            throw new ClientException("PLAN_EXISTS", "There is a current plan: close that one first.");
        }
    }

    private Task RecordAsync(
        ActingTransaction acting,
        OwnWriter writer,
        Plan plan,
        PlanAction action,
        IReadOnlyList<FieldChange> changes,
        CancellationToken cancellationToken)
    {
        var change = new PlanChange(0, plan.Id, null, time.GetUtcNow(), writer.Subject, action, changes);
        return PlanStore.RecordAsync(acting, writer.Municipality, change, cancellationToken);
    }

    private async Task<Plan?> RunAsync(
        FieldContext context,
        OwnWriter writer,
        Func<ActingTransaction, Task<Guid>> work,
        CancellationToken cancellationToken)
    {
        Guid id;
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            id = await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var acting = await writer.ActingAs.WithinAsync(transaction, cancellationToken);
                return await work(acting);
            }, cancellationToken);
        }

        return await plans.FindAsync(writer.Municipality, id, cancellationToken);
    }
}
