using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Answers a municipality's comparison: its own part from the live projection for itself only, the group's part from
/// the release, the same for everyone.
/// </summary>
public sealed class ComparisonResolvers(ScoreStore scores, AggregateReader aggregates, ReferenceData reference)
{
    /// <summary><c>Municipality.comparison</c>: what is compared; <c>own</c> and <c>group</c> look it up.</summary>
    public async ValueTask<IReadOnlyList<object?>> ComparisonsAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context, CancellationToken cancellationToken)
    {
        var round = context.Argument<int>("round");
        var group = context.Argument<GroupInput>("group");
        var components = context.Components();
        if (!(await reference.RoundsAsync([round], cancellationToken)).ContainsKey(round))
        {
            throw AggregateReader.UnknownRound(round);
        }

        var known = await reference.MunicipalitiesAsync(
            [.. municipalities.Select(m => m.Code).Distinct()], cancellationToken);
        return
        [
            .. municipalities.Select(m => known.TryGetValue(m.Code, out var municipality)
                ? new ComparisonView(
                    round, municipality, group, components, group.In(round, components, municipality))
                : (object)new ClientException("UNKNOWN_MUNICIPALITY", $"There is no municipality {m.Code}.")),
        ];
    }

    /// <summary><c>Comparison.own</c>: refused before anything is read, whether or not there is something.</summary>
    public async ValueTask<IReadOnlyList<object?>> OwnAsync(
        IReadOnlyList<ComparisonView> comparisons, FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var refusals = comparisons.Select(c => caller.RefusalOf(c.Municipality)).ToList();
        var rounds = comparisons.Where((_, i) => refusals[i] is null).Select(c => c.Round).Distinct().ToList();
        var own = rounds.Count == 0
            ? new Dictionary<int, Scores>()
            : await scores.CurrentAsync(caller.Municipality!, rounds, cancellationToken);
        return
        [
            .. comparisons.Select((c, i) => refusals[i]
                ?? (object?)(own.TryGetValue(c.Round, out var found)
                    ? ComparedObjectiveView.Of(found, c.Counted)
                    : null)),
        ];
    }

    /// <summary><c>Comparison.group</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> GroupsAsync(
        IReadOnlyList<ComparisonView> comparisons, FieldContext context, CancellationToken cancellationToken) =>
        await aggregates.ReadAsync([.. comparisons.Select(c => c.Wish)], context, cancellationToken);
}
