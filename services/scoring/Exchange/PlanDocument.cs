using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Exchange;

/// <summary>All that a printed plan shows.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Municipality">Name of its municipality.</param>
/// <param name="Goals">In their order.</param>
/// <param name="Objectives">In the order of the questionnaires: those with a goal or a score.</param>
/// <param name="Rounds">The scores of every round, in order.</param>
/// <param name="Norms">Between the bands, of the latest scores.</param>
/// <param name="History">The latest changes, the newest first.</param>
/// <param name="On">The day on which it was made.</param>
public sealed record PlanDocument(
    Plan Plan,
    string Municipality,
    IReadOnlyList<PlannedGoal> Goals,
    IReadOnlyList<Objective> Objectives,
    IReadOnlyList<RoundScores> Rounds,
    Norms Norms,
    IReadOnlyList<PlanChange> History,
    DateOnly On)
{
    public string Period => Plan.FromYear == Plan.ToYear ? $"{Plan.FromYear}" : $"{Plan.FromYear}–{Plan.ToYear}";

    /// <summary>What an objective is called; its id where no questionnaire has it any more.</summary>
    public string TitleOf(string objective) => Objectives.FirstOrDefault(o => o.Id == objective) is { } found
        ? $"{found.Number}. {found.Title}"
        : objective;
}

/// <summary>A goal with what the scores say of it.</summary>
public sealed record PlannedGoal(GoalForm Form, IReadOnlyList<GoalProgress> Progress);

/// <summary>Puts a plan's parts together, for its own municipality only.</summary>
public sealed class PlanDocuments(
    PlanStore plans,
    GoalStore goals,
    HistoryOf history,
    RuleSetStore ruleSets,
    MeasureCatalogue catalogue,
    AreaNames names,
    TimeProvider time)
{
    private const int LinesOfHistory = 50;

    // Before anything is scored, the norms of the report.
    private static readonly Norms Usual = new(25, 75);

    /// <summary>The plan with this id, or the current one; null when there is none.</summary>
    public async Task<PlanDocument?> FindAsync(string municipality, Guid? id, CancellationToken cancellationToken)
    {
        var all = await plans.OfAsync(municipality, cancellationToken);
        var plan = id is null ? all.Find(p => p.Status == PlanStatus.Current) : all.Find(p => p.Id == id);
        if (plan is null)
        {
            return null;
        }

        var rounds = await history.ReadAsync(municipality, cancellationToken);
        var planned = (await goals.OfPlansAsync(municipality, [plan.Id], cancellationToken))[plan.Id]
            .Where(g => g.RemovedAt is null)
            .Select(g => new PlannedGoal(g.Form, GoalProgress.Of(plan, g.Form, rounds)))
            .ToList();
        var shown = planned.Select(g => g.Form.Objective)
            .Concat(rounds.SelectMany(r => r.Objectives).Select(o => o.Objective)).ToHashSet(StringComparer.Ordinal);
        return new PlanDocument(
            plan,
            await names.NameAsync(municipality, cancellationToken),
            planned,
            [.. (await catalogue.ObjectivesAsync(cancellationToken)).Where(o => shown.Contains(o.Id))],
            rounds,
            await NormsAsync(rounds, cancellationToken),
            await plans.HistoryAsync(municipality, plan.Id, before: null, LinesOfHistory, cancellationToken),
            DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
    }

    private async Task<Norms> NormsAsync(IReadOnlyList<RoundScores> rounds, CancellationToken cancellationToken) =>
        rounds is [.., var latest] && await ruleSets.FindAsync(latest.RuleSet, cancellationToken) is { } rules
            ? rules.Bands
            : Usual;
}
