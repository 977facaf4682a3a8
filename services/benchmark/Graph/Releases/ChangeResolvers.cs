using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Answers how a group's means changed since an earlier round: on all that took part in each, and on the same
/// municipalities. Only of what both releases show.
/// </summary>
public sealed class ChangeResolvers(AggregateStore aggregates, PanelStore panels, ReferenceData reference)
{
    /// <summary><c>ObjectiveAggregate.change</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> OfObjectivesAsync(
        IReadOnlyList<ObjectiveAggregateView> objectives, FieldContext context, CancellationToken cancellationToken) =>
        ReadAsync([.. objectives.Select(o => o.Cell)], context, cancellationToken);

    /// <summary><c>AverageAggregate.change</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> OfAveragesAsync(
        IReadOnlyList<ScoreFiguresView> averages, FieldContext context, CancellationToken cancellationToken) =>
        ReadAsync([.. averages.Select(a => a.Cell)], context, cancellationToken);

    private async ValueTask<IReadOnlyList<object?>> ReadAsync(
        IReadOnlyList<CellKey> cells, FieldContext context, CancellationToken cancellationToken)
    {
        var since = context.Argument<int>("since");
        context.Cache.Groups([$"release-{since}"]);
        var (answers, isReleased) = await OfCellsAsync(cells, since, cancellationToken);
        if (!isReleased)
        {
            context.Cache.NoStore(); // released any moment, and then it must be seen
        }

        return answers;
    }

    /// <summary>
    /// One answer a cell, in their order: a <see cref="ScoreChangeView"/>, or the exception that says why not; and
    /// whether the earlier round is released.
    /// </summary>
    /// <exception cref="ClientException">UNKNOWN_ROUND.</exception>
    internal async Task<(IReadOnlyList<object> Answers, bool IsReleased)> OfCellsAsync(
        IReadOnlyList<CellKey> cells, int since, CancellationToken cancellationToken)
    {
        if (!(await reference.RoundsAsync([since], cancellationToken)).ContainsKey(since))
        {
            throw AggregateReader.UnknownRound(since);
        }

        var country = new AggregateKey(since, GroupKind.Country, null);
        var earlier = await aggregates.FindAsync(
            cells.Select(c => EarlierKey(c, since)).Append(country), cancellationToken);
        var same = await panels.FindAsync(cells.Select(c => c.Group), since, cancellationToken);
        var recorded = same.Keys.Select(k => k.Group.Release).ToHashSet(StringComparer.Ordinal);
        var isReleased = earlier.TryGetValue(country, out var ofCountry);

        object Answer(CellKey cell) =>
            since >= cell.Key.Round
                ? new ClientException("BAD_USER_INPUT", $"`since` is a round before {cell.Key.Round}.")
                : new Comparison(
                    cell,
                    since,
                    ofCountry,
                    earlier.GetValueOrDefault(EarlierKey(cell, since)),
                    same.GetValueOrDefault((cell.Group, cell.Objective ?? "")),
                    recorded.Contains(cell.Released.Release)).Change();

        return ([.. cells.Select(Answer)], isReleased);
    }

    private static AggregateKey EarlierKey(CellKey cell, int since) => cell.Key with { Round = since, Release = null };

    /// <summary>One cell beside what there is of the earlier round.</summary>
    private sealed record Comparison(
        CellKey Cell,
        int Since,
        ReleasedAggregate? Country,
        ReleasedAggregate? Earlier,
        CellPanel? Panel,
        bool HasPanels)
    {
        public ScoreChangeView Change()
        {
            var rules = Country?.RuleSet;
            bool? sameRules = rules is null || Cell.Released.RuleSet is null ? null : rules == Cell.Released.RuleSet;
            return Why() is { } reason
                ? new ScoreChangeView(
                    Since, sameRules, MeanChangeView.Without(reason), MeanChangeView.Without(reason))
                : new ScoreChangeView(Since, sameRules, OnAll(), OnSame());
        }

        // Why nothing at all can be compared.
        private SuppressionReason? Why()
        {
            if (Country is null)
            {
                return SuppressionReason.NotReleased;
            }

            var before = Country.Aggregate.Objectives.Select(o => o.Objective).ToHashSet(StringComparer.Ordinal);
            var isAsked = Cell.Objective is { } objective
                ? before.Contains(objective)
                : before.SetEquals(Cell.Released.Aggregate.Objectives.Select(o => o.Objective));
            return Country.Aggregate.Reason ?? (isAsked ? Cell.Figures.Reason : SuppressionReason.NotAsked);
        }

        private MeanChangeView OnAll()
        {
            var before = Earlier is null
                ? ScoreFigures.Without(SuppressionReason.TooFew)
                : Cell.FiguresIn(Earlier.Aggregate);
            return before.Reason is { } reason
                ? MeanChangeView.Without(reason)
                : MeanChangeView.Of(before.Mean!, Cell.Figures.Mean!);
        }

        private MeanChangeView OnSame() => Panel?.Means(Cell.Key.Components) is { } means
            ? MeanChangeView.Of(means.Before, means.After, Panel.N)
            : MeanChangeView.Without(IsTooEarly() ? SuppressionReason.NotInRelease : SuppressionReason.TooFew);

        // Made before there were panels, or before the earlier round was released.
        private bool IsTooEarly() =>
            !Cell.Released.IsComplete || (!HasPanels && Country!.MadeAt > Cell.Released.MadeAt);
    }
}
