using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Answers <c>Comparison.place</c>: where a municipality's own released score lies in the group, for itself only. It
/// follows from its own score and the group's released figures, which everyone may see.
/// </summary>
public sealed class PlaceResolvers(ReleasedRoundStore rounds, ReleaseMemberStore members, AggregateStore aggregates)
{
    /// <summary>Refused before anything is read, whether or not there is something.</summary>
    public async ValueTask<IReadOnlyList<object?>> PlacesAsync(
        IReadOnlyList<ComparisonView> comparisons, FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var refusals = comparisons.Select(c => caller.RefusalOf(c.Municipality)).ToList();
        if (!refusals.Contains(null))
        {
            return refusals;
        }

        var own = comparisons.Where((_, i) => refusals[i] is null).ToList();
        var released = await rounds.FindAsync([.. own.Select(c => c.Round).Distinct()], cancellationToken);
        var scores = await members.OfAsync(
            caller.Municipality!, released.Values.Select(r => r.Release), cancellationToken);
        var groups = await aggregates.FindAsync(own.Select(c => c.Wish).OfType<AggregateKey>(), cancellationToken);

        object? Answer(ComparisonView comparison) =>
            comparison.Wish is ClientException refused ? refused
            : !released.TryGetValue(comparison.Round, out var round) ? NamedResolvers.NotReleased(comparison.Round)
            : !scores.TryGetValue(round.Release, out var member) ? null
            : PlaceView.Of(comparison.Counted, round, member.Scores, GroupOf(comparison, groups));

        return [.. comparisons.Select((c, i) => refusals[i] ?? Answer(c))];
    }

    // A group without stored figures is one whose figures are withheld, or of a kind that is never released.
    private static Func<string?, PlacedIn> GroupOf(
        ComparisonView comparison, IReadOnlyDictionary<AggregateKey, ReleasedAggregate> groups)
    {
        if (comparison.Wish is not AggregateKey key)
        {
            return _ => Without(SuppressionReason.NotReleasedForKind);
        }

        if (!groups.TryGetValue(key, out var found) || found.Aggregate.Reason is not null)
        {
            return _ => Without(found?.Aggregate.Reason ?? SuppressionReason.TooFew);
        }

        var ofObjective = found.Aggregate.Objectives.ToDictionary(o => o.Objective, StringComparer.Ordinal);
        return objective =>
            objective is null ? PlacedIn.Of(found.Aggregate.Average)
            : ofObjective.TryGetValue(objective, out var figures) ? PlacedIn.Of(figures)
            : Without(SuppressionReason.TooFew);
    }

    private static PlacedIn Without(SuppressionReason reason) => new(null, reason, null, reason);
}

/// <summary>Places of a municipality in a group.</summary>
public sealed record PlaceView(
    string? Release,
    bool Generated,
    PlaceInGroupView Average,
    IReadOnlyList<ObjectivePlaceView> Objectives)
{
    /// <param name="components">The parts that count.</param>
    /// <param name="round">Whose release it is.</param>
    /// <param name="own">Own scores, by objective.</param>
    /// <param name="groupOn">The group on an objective; on null: the average.</param>
    internal static PlaceView Of(
        Components components,
        ReleasedRound round,
        IReadOnlyDictionary<string, MemberScore> own,
        Func<string?, PlacedIn> groupOn) => new(
        round.Release,
        round.Generated,
        PlaceInGroupView.Of(OwnScores.On(own, null)?.PointsOf(components), groupOn(null)),
        [
            .. own.Select(s => new ObjectivePlaceView(
                new ObjectiveReference(s.Key), PlaceInGroupView.Of(s.Value.PointsOf(components), groupOn(s.Key)))),
        ]);
}

/// <summary>A place on one objective.</summary>
public sealed record ObjectivePlaceView(ObjectiveReference Objective, PlaceInGroupView Place);

/// <summary>A place as its municipality sees it: points with at most 2 decimals.</summary>
public sealed record PlaceInGroupView(
    decimal? Points, decimal? Difference, SuppressionReason? Reason, int? Quarter, SuppressionReason? QuarterReason)
{
    internal static PlaceInGroupView Of(decimal? points, PlacedIn group)
    {
        var place = Place.Of(points, group);
        return new PlaceInGroupView(
            ShownPoints.Of(place.Points), ShownPoints.Of(place.Difference), place.Reason, place.Quarter,
            place.QuarterReason);
    }
}
