using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;
using Npgsql;

namespace Monitor.Scoring.Graph;

/// <summary>The mutations on the goals of a plan. The plan is locked first, so that they never cross.</summary>
public sealed class GoalMutations(
    NpgsqlDataSource database,
    PlanStore plans,
    GoalStore goals,
    MeasureCatalogue catalogue,
    Idempotency idempotency,
    TimeProvider time)
{
    /// <summary><c>addGoal</c>: behind the others.</summary>
    public async ValueTask<GoalView?> AddAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var writer = OwnWriter.Of(context.Caller());
        var plan = PlanMutations.IdOf(context, "plan", PlanMutations.NotFound);
        var form = await FormAsync(context, cancellationToken);
        return await RunAsync(context, writer, _ => Task.FromResult<Guid?>(plan), (locked, all) =>
        {
            if (all.Count(g => g.RemovedAt is null) >= Plan.MostGoals)
            {
                throw new ClientException("TOO_MANY_GOALS", $"A plan has at most {Plan.MostGoals} goals.");
            }

            var position = all.Count == 0 ? 1 : all.Max(g => g.Position) + 1;
            var goal = new Goal(
                Guid.NewGuid(), plan, writer.Municipality, position, form(), Revision: 1, RemovedAt: null,
                time.GetUtcNow());
            return (goal, locked.Touched(time.GetUtcNow()), PlanAction.GoalAdded, FieldChange.Of(null, goal.Form));
        }, cancellationToken);
    }

    /// <summary><c>changeGoal</c>: all of it is replaced.</summary>
    public async ValueTask<GoalView?> ChangeAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var writer = OwnWriter.Of(context.Caller());
        var id = PlanMutations.IdOf(context, "id", NotFound);
        var revision = context.Argument<int>("revision");
        var form = await FormAsync(context, cancellationToken);
        return await RunAsync(context, writer, PlanOf(id, cancellationToken), (locked, all) =>
        {
            var goal = all.Single(g => g.Id == id);
            var changed = goal.Change(revision, form(), time.GetUtcNow());
            return (changed, locked, PlanAction.GoalChanged, FieldChange.Of(goal.Form, changed.Form));
        }, cancellationToken);
    }

    /// <summary><c>removeGoal</c>.</summary>
    public async ValueTask<GoalView?> RemoveAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var writer = OwnWriter.Of(context.Caller());
        var id = PlanMutations.IdOf(context, "id", NotFound);
        var revision = context.Argument<int>("revision");
        return await RunAsync(context, writer, PlanOf(id, cancellationToken), (locked, all) =>
        {
            var goal = all.Single(g => g.Id == id);
            var now = time.GetUtcNow();
            var removed = goal.Change(revision, goal.Form, now) with { RemovedAt = now };
            return (removed, locked.Touched(now), PlanAction.GoalRemoved, []);
        }, cancellationToken);
    }

    /// <summary><c>restoreGoal</c>: to where it was. One that was not removed stays as it is.</summary>
    public async ValueTask<GoalView?> RestoreAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var writer = OwnWriter.Of(context.Caller());
        var id = PlanMutations.IdOf(context, "id", NotFound);
        return await RunAsync(context, writer, PlanOf(id, cancellationToken), (locked, all) =>
        {
            var goal = all.Single(g => g.Id == id);
            var now = time.GetUtcNow();
            return goal.RemovedAt is null
                ? (goal, locked, null, [])
                : (goal with { RemovedAt = null, Revision = goal.Revision + 1, ChangedAt = now }, locked.Touched(now),
                    PlanAction.GoalRestored, []);
        }, cancellationToken);
    }

    /// <summary><c>reorderGoals</c>.</summary>
    public async ValueTask<Plan?> ReorderAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var writer = OwnWriter.Of(context.Caller());
        var plan = PlanMutations.IdOf(context, "plan", PlanMutations.NotFound);
        var revision = context.Argument<int>("revision");
        var order = context.Argument<IReadOnlyList<string>>("goals");
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var acting = await writer.ActingAs.WithinAsync(transaction, cancellationToken);
                await ReorderAsync(acting, writer, plan, revision, order, cancellationToken);
                return plan;
            }, cancellationToken);
        }

        return await plans.FindAsync(writer.Municipality, plan, cancellationToken);
    }

    private static ClientException NotFound() => new("NOT_FOUND", "There is no such goal for you.");

    private async Task ReorderAsync(
        ActingTransaction acting,
        OwnWriter writer,
        Guid plan,
        int revision,
        IReadOnlyList<string> order,
        CancellationToken cancellationToken)
    {
        var (locked, all) = await LockAsync(acting, plan, cancellationToken);
        locked.RequireRevision(revision);
        var current = all.Where(g => g.RemovedAt is null).ToDictionary(g => g.Id);
        var ids = order.Select(o => Guid.TryParse(o, out var id) ? id : Guid.Empty).ToList();
        if (ids.Count != current.Count || !ids.ToHashSet().SetEquals(current.Keys))
        {
            throw new ClientException("BAD_ORDER", "Name every goal of the plan once, in the order that you want.");
        }

        foreach (var (position, id) in ids.Index())
        {
            await GoalStore.WriteAsync(acting, current[id] with { Position = position + 1 }, cancellationToken);
        }

        var now = time.GetUtcNow();
        await PlanStore.UpdateAsync(acting, locked.Touched(now), cancellationToken);
        var change = new PlanChange(0, plan, null, now, writer.Subject, PlanAction.GoalsReordered, []);
        await PlanStore.RecordAsync(acting, writer.Municipality, change, cancellationToken);
    }

    /// <summary>Reads what the input is judged by; what is wrong with it is said by the function, once the plan is
    /// found.</summary>
    private async Task<Func<GoalForm>> FormAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var input = context.Argument<GoalInput>("goal");
        var known = input.Chosen.Count == 0
            ? new Dictionary<MeasureKey, KnownMeasure>()
            : await catalogue.FindAsync(input.Chosen, cancellationToken);
        var objectives = await catalogue.ObjectivesAsync(cancellationToken);
        return () =>
        {
            var form = input.ToForm(known);
            return objectives.Any(o => o.Id == form.Objective)
                ? form
                : throw new ClientException(
                    "UNKNOWN_OBJECTIVE", "There is no objective with this id; a questionnaire lists its objectives.");
        };
    }

    private static Func<ActingTransaction, Task<Guid?>> PlanOf(Guid goal, CancellationToken cancellationToken) =>
        acting => GoalStore.PlanOfAsync(acting, goal, cancellationToken);

    private static async Task<(Plan Plan, IReadOnlyList<Goal> Goals)> LockAsync(
        ActingTransaction acting, Guid plan, CancellationToken cancellationToken)
    {
        var locked = await PlanStore.LockAsync(acting, plan, cancellationToken) ?? throw PlanMutations.NotFound();
        locked.RequireOpen();
        return (locked, await GoalStore.OfPlanAsync(acting, plan, cancellationToken));
    }

    // An action of null: nothing changed, and nothing is written.
    private async Task<GoalView?> RunAsync(
        FieldContext context,
        OwnWriter writer,
        Func<ActingTransaction, Task<Guid?>> planOf,
        Func<Plan, IReadOnlyList<Goal>, (Goal, Plan, PlanAction?, IReadOnlyList<FieldChange>)> change,
        CancellationToken cancellationToken)
    {
        GoalId written;
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            written = await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var acting = await writer.ActingAs.WithinAsync(transaction, cancellationToken);
                var id = await planOf(acting) ?? throw NotFound();
                var (plan, all) = await LockAsync(acting, id, cancellationToken);
                var (goal, touched, action, changes) = change(plan, all);
                if (action is { } done)
                {
                    await GoalStore.WriteAsync(acting, goal, cancellationToken);
                    await PlanStore.UpdateAsync(acting, touched, cancellationToken);
                    await PlanStore.RecordAsync(
                        acting,
                        writer.Municipality,
                        new PlanChange(0, id, goal.Id, time.GetUtcNow(), writer.Subject, done, changes),
                        cancellationToken);
                }

                return new GoalId(id, goal.Id);
            }, cancellationToken);
        }

        var read = (await goals.OfPlansAsync(writer.Municipality, [written.Plan], cancellationToken))[written.Plan];
        var own = await plans.FindAsync(writer.Municipality, written.Plan, cancellationToken);
        return new GoalView(own!, read.Single(g => g.Id == written.Goal));
    }

    private sealed record GoalId(Guid Plan, Guid Goal);
}
