using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>Answers plans, their goals, and what scores say of these.</summary>
public sealed class PlanResolvers(PlanStore plans, GoalStore goals, MarkStore marks, HistoryOf history)
{
    /// <summary><c>Municipality.plan</c>: the current one.</summary>
    public ValueTask<IReadOnlyList<object?>> CurrentAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context,
        CancellationToken cancellationToken) =>
        OwnOnly.ForEachAsync(municipalities, context, async own =>
            (await plans.OfAsync(own, cancellationToken)).Find(p => p.Status == PlanStatus.Current));

    /// <summary><c>Municipality.plans</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> AllAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context,
        CancellationToken cancellationToken) =>
        OwnOnly.ForEachAsync(municipalities, context, async own => await plans.OfAsync(own, cancellationToken));

    /// <summary><c>Query.plan</c>.</summary>
    public async ValueTask<Plan?> PlanAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        caller.RequireToken();
        var id = PlanMutations.IdOf(context, "id", PlanMutations.NotFound);
        return caller.Municipality is { } own && await plans.FindAsync(own, id, cancellationToken) is { } plan
            ? plan
            : throw PlanMutations.NotFound();
    }

    /// <summary><c>Plan.goals</c>.</summary>
    public ValueTask<IReadOnlyList<IEnumerable<GoalView>>> GoalsAsync(
        IReadOnlyList<Plan> parents, FieldContext context, CancellationToken cancellationToken) =>
        GoalsAsync(parents, g => g.RemovedAt is null, cancellationToken);

    /// <summary><c>Plan.removedGoals</c>.</summary>
    public ValueTask<IReadOnlyList<IEnumerable<GoalView>>> RemovedGoalsAsync(
        IReadOnlyList<Plan> parents, FieldContext context, CancellationToken cancellationToken) =>
        GoalsAsync(parents, g => g.RemovedAt is not null, cancellationToken);

    /// <summary><c>Plan.history</c>.</summary>
    public async ValueTask<IReadOnlyList<History<PlanChange>>> HistoryAsync(
        IReadOnlyList<Plan> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var first = context.Argument<int?>("first") ?? 50;
        var before = Cursor.Number(context.Argument<string?>("after"));
        PageInfo.RequireSize(first);
        var found = new List<History<PlanChange>>();
        foreach (var plan in parents)
        {
            var lines = await plans.HistoryAsync(plan.Municipality, plan.Id, before, first + 1, cancellationToken);
            found.Add(Paging.History(lines, c => c.Id, first, before is not null));
        }

        return found;
    }

    /// <summary><c>Goal.progress</c>: every plan is of one municipality, the caller's own.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<GoalProgress>>> ProgressAsync(
        IReadOnlyList<GoalView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var scores = new Dictionary<string, IReadOnlyList<RoundScores>>(StringComparer.Ordinal);
        foreach (var municipality in parents.Select(p => p.Plan.Municipality).Distinct(StringComparer.Ordinal))
        {
            scores[municipality] = await history.ReadAsync(municipality, cancellationToken);
        }

        return [.. parents.Select(p => GoalProgress.Of(p.Plan, p.Goal.Form, scores[p.Plan.Municipality]))];
    }

    /// <summary><c>GoalMeasure.mark</c>.</summary>
    public async ValueTask<IReadOnlyList<MeasureMark?>> MarksAsync(
        IReadOnlyList<GoalMeasureView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, IReadOnlyDictionary<MeasureKey, MeasureMark>>(StringComparer.Ordinal);
        foreach (var municipality in parents.Select(p => p.Municipality).Distinct(StringComparer.Ordinal))
        {
            found[municipality] = await marks.AllAsync(municipality, cancellationToken);
        }

        return [.. parents.Select(p => p.Key is { } key ? found[p.Municipality].GetValueOrDefault(key) : null)];
    }

    private async ValueTask<IReadOnlyList<IEnumerable<GoalView>>> GoalsAsync(
        IReadOnlyList<Plan> parents, Func<Goal, bool> isShown, CancellationToken cancellationToken)
    {
        if (parents.Count == 0)
        {
            return [];
        }

        var found = await goals.OfPlansAsync(
            parents[0].Municipality, parents.Select(p => p.Id), cancellationToken);
        return [.. parents.Select(p => found[p.Id].Where(isShown).Select(g => new GoalView(p, g)))];
    }
}

/// <summary>A goal as the graph shows it.</summary>
public sealed record GoalView(Plan Plan, Goal Goal)
{
    public Guid Id => Goal.Id;

    public ObjectiveReference Objective => new(Goal.Form.Objective);

    public Targets Targets => Goal.Form.Targets;

    public DateOnly Due => Goal.Form.Due;

    public GoalOwner Owner => Goal.Form.Owner;

    public GoalStatus Status => Goal.Form.Status;

    public string Notes => Goal.Form.Notes;

    public int Revision => Goal.Revision;

    public DateTimeOffset ChangedAt => Goal.ChangedAt;

    public DateTimeOffset? RemovedAt => Goal.RemovedAt;

    public IReadOnlyList<GoalMeasureView> Measures =>
        [.. Goal.Form.Measures.Select(m => new GoalMeasureView(Goal.Municipality, m))];
}

/// <summary>A measure of a goal as the graph shows it.</summary>
public sealed record GoalMeasureView(string Municipality, GoalMeasure Measure)
{
    public string? Question => Measure.Question;

    public string? Option => Measure.Option;

    public string Label => Measure.Label;

    public bool OwnWords => Measure.IsOwnWords;

    internal MeasureKey? Key => Measure.Question is { } question ? new MeasureKey(question, Measure.Option) : null;
}
