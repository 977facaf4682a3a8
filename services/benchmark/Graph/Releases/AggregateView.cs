using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>An aggregate as clients see it: where there is a reason, everything that counts is null.</summary>
public sealed record AggregateView(
    string Id,
    int Round,
    AggregateGroupView? Group,
    int? N,
    SuppressionReason? Reason,
    bool Generated,
    string? Release,
    IReadOnlyList<ObjectiveAggregateView>? Objectives,
    IReadOnlyList<BandCount>? AverageBands)
{
    public static AggregateView Of(AggregateKey key, ReleasedAggregate released)
    {
        var (group, n, reason, objectives, bands, generated) = released.Aggregate;
        return new AggregateView(
            AggregateId.Released(released.Release, key).ToString(),
            key.Round,
            AggregateGroupView.Of(group),
            n,
            reason,
            generated,
            released.Release,
            reason is null ? [.. objectives.Select(ObjectiveAggregateView.Of)] : null,
            reason is null ? bands : null);
    }

    /// <summary>A group that a release does not hold: it looks like one that it holds without numbers.</summary>
    public static AggregateView TooFew(AggregateKey key, Group group, string release, bool generated) => new(
        AggregateId.Released(release, key).ToString(), key.Round, AggregateGroupView.Of(group), null,
        SuppressionReason.TooFew, generated, release, null, null);

    /// <summary>A group of a round that has no release yet.</summary>
    public static AggregateView NotReleased(AggregateKey key, Group group, bool generated) => new(
        AggregateId.Unreleased(key).ToString(), key.Round, AggregateGroupView.Of(group), null,
        SuppressionReason.NotReleased, generated, null, null, null);

    /// <summary>A region of a kind that is never released.</summary>
    public static AggregateView NotReleasedForKind(int round, string region, bool generated) => new(
        AggregateId.OfOtherKind(round, region).ToString(), round, null, null,
        SuppressionReason.NotReleasedForKind, generated, null, null, null);
}

/// <summary>The group that an aggregate is about.</summary>
public sealed record AggregateGroupView(GroupKind Kind, string? Code, string? SizeClass, string Label)
{
    public static AggregateGroupView Of(Group group) => group.Crossed is { } crossed
        ? new AggregateGroupView(group.Kind, crossed.Region, crossed.SizeClass, group.Label)
        : new AggregateGroupView(group.Kind, group.Code, null, group.Label);
}

/// <summary>A group on one objective.</summary>
public sealed record ObjectiveAggregateView(
    ObjectiveReference Objective, int? N, SuppressionReason? Reason, MeanScore? Mean, Band? Band)
{
    public static ObjectiveAggregateView Of(ObjectiveAggregate aggregate) => new(
        new ObjectiveReference(aggregate.Objective), aggregate.N, aggregate.Reason, aggregate.Mean, aggregate.Band);
}
