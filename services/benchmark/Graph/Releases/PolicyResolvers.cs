using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Answers what a group does on an objective, and on all together: the share in policy and the measures most used, of
/// the release's frequency tables and of nothing else.
/// </summary>
public sealed class PolicyResolvers(FrequencyStore frequencies)
{
    private const int MostMeasures = 100;

    /// <summary><c>ObjectiveAggregate.inPolicy</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> InPolicyOfObjectivesAsync(
        IReadOnlyList<ObjectiveAggregateView> objectives, FieldContext context, CancellationToken cancellationToken) =>
        ReadAsync([.. objectives.Select(o => o.Cell)], PolicyShareView.From, cancellationToken);

    /// <summary><c>AverageAggregate.inPolicy</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> InPolicyOfAveragesAsync(
        IReadOnlyList<ScoreFiguresView> averages, FieldContext context, CancellationToken cancellationToken) =>
        ReadAsync([.. averages.Select(a => a.Cell)], PolicyShareView.From, cancellationToken);

    /// <summary><c>ObjectiveAggregate.measures</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> MeasuresOfObjectivesAsync(
        IReadOnlyList<ObjectiveAggregateView> objectives, FieldContext context, CancellationToken cancellationToken)
    {
        var first = First(context);
        return ReadAsync(
            [.. objectives.Select(o => o.Cell)], tables => UsedMeasuresView.Of(tables, first), cancellationToken);
    }

    /// <summary><c>AverageAggregate.measures</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> MeasuresOfAveragesAsync(
        IReadOnlyList<ScoreFiguresView> averages, FieldContext context, CancellationToken cancellationToken)
    {
        var first = First(context);
        return ReadAsync(
            [.. averages.Select(a => a.Cell)], tables => UsedMeasuresView.Of(tables, first), cancellationToken);
    }

    private static int First(FieldContext context)
    {
        var first = context.Argument<int>("first");
        return first is >= 1 and <= MostMeasures
            ? first
            : throw new ClientException("BAD_USER_INPUT", $"`first` is from 1 to {MostMeasures}.");
    }

    private async ValueTask<IReadOnlyList<object?>> ReadAsync<T>(
        IReadOnlyList<CellKey> cells,
        Func<IReadOnlyList<ObjectiveFrequencies>, T> view,
        CancellationToken cancellationToken)
    {
        var found = await frequencies.FindAsync(cells.Select(c => c.Group).Distinct(), cancellationToken);
        return
        [
            .. cells.Select(c => (object?)view(
            [
                .. found.GetValueOrDefault(c.Group, []).Where(f => c.Objective is null || f.Objective == c.Objective),
            ])),
        ];
    }
}
