using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>An aggregate as clients see it: where there is a reason, everything that counts is null.</summary>
public sealed record AggregateView(
    AggregateId Name, AggregateGroupView? Group, SuppressionReason? Reason, bool Generated)
{
    public string Id { get; } = Name.ToString();

    public int Round => Name.Round;

    public string? Release => Name.Release;

    public IReadOnlyList<Component> Components => Name.Components.Parts;

    public int Maximum => Name.Components.Maximum;

    public int? N { get; init; }

    public ScoreFiguresView? Average { get; init; }

    public IReadOnlyList<ObjectiveAggregateView>? Objectives { get; init; }

    public IReadOnlyList<BandCount>? AverageBands { get; init; }

    public static AggregateView Of(AggregateKey key, ReleasedAggregate released)
    {
        var aggregate = released.Aggregate;
        var view = new AggregateView(
            AggregateId.Of(key, released.Release), AggregateGroupView.Of(aggregate.Group), aggregate.Reason,
            aggregate.Generated);
        return aggregate.Reason is not null
            ? view
            : view with
            {
                N = aggregate.N,
                Average = ScoreFiguresView.Of(new CellKey(key, released, null), aggregate.Average),
                Objectives =
                [
                    .. aggregate.Objectives.Select(o => ObjectiveAggregateView.Of(
                        new CellKey(key, released, o.Objective), o)),
                ],
                AverageBands = BandsOf(aggregate),
            };
    }

    /// <summary>A group that a release does not hold: it looks like one that it holds without numbers.</summary>
    public static AggregateView TooFew(AggregateKey key, Group group, string release, bool generated) =>
        new(AggregateId.Of(key, release), AggregateGroupView.Of(group), SuppressionReason.TooFew, generated);

    /// <summary>A group of a round that has no release yet.</summary>
    public static AggregateView NotReleased(AggregateKey key, Group group, bool generated) =>
        new(AggregateId.Of(key, release: null), AggregateGroupView.Of(group), SuppressionReason.NotReleased, generated);

    /// <summary>A region of a kind that is never released.</summary>
    internal static AggregateView NotReleasedForKind(RegionOfOtherKind region, bool generated) => new(
        new AggregateId(region.Round, null, null, region.Code, region.Components), null,
        SuppressionReason.NotReleasedForKind, generated);

    // What is frozen beside the aggregate counts all parts; of others the shape of the average has the same.
    private static IReadOnlyList<BandCount>? BandsOf(Aggregate aggregate) =>
        aggregate.Average.Shape is { } shape ? BandCount.Of(shape.Bands)
        : aggregate.Components == Domain.Components.All && aggregate.AverageBands.Count > 0 ? aggregate.AverageBands
        : null;
}

/// <summary>The group that an aggregate is about.</summary>
public sealed record AggregateGroupView(GroupKind Kind, string? Code, string? SizeClass, string Label)
{
    public static AggregateGroupView Of(Group group) => group.Crossed is { } crossed
        ? new AggregateGroupView(group.Kind, crossed.Region, crossed.SizeClass, group.Label)
        : new AggregateGroupView(group.Kind, group.Code, null, group.Label);
}

/// <summary>A cell of a release: what more is asked of it is looked up by this.</summary>
/// <param name="Key">Group, round and combination of parts.</param>
/// <param name="Released">The group's aggregate in the release.</param>
/// <param name="Objective">Id; null for the average over objectives.</param>
public sealed record CellKey(AggregateKey Key, ReleasedAggregate Released, string? Objective)
{
    public string Release => Released.Release;

    /// <summary>The cell's group in its release.</summary>
    public ReleasedGroup Group => new(Released.Release, Key.Kind, Key.Code);

    /// <summary>What the cell shows of scores.</summary>
    public ScoreFigures Figures => FiguresIn(Released.Aggregate);

    /// <summary>What another aggregate shows of the same; TOO_FEW where it does not have it.</summary>
    public ScoreFigures FiguresIn(Aggregate aggregate) =>
        aggregate.Reason is { } reason ? ScoreFigures.Without(reason)
        : Objective is null ? aggregate.Average
        : aggregate.Objectives.FirstOrDefault(o => o.Objective == Objective)
            ?? ScoreFigures.Without(SuppressionReason.TooFew);
}

/// <summary>The average over objectives of a group.</summary>
public sealed record ScoreFiguresView(
    CellKey Cell, int? N, SuppressionReason? Reason, MeanScore? Mean, Band? Band, ScoreShapeView Shape)
{
    public static ScoreFiguresView Of(CellKey cell, ScoreFigures figures) => new(
        cell, figures.N, figures.Reason, figures.Mean, figures.Band, ScoreShapeView.Of(cell.Key.Components, figures));
}

/// <summary>A group on one objective.</summary>
public sealed record ObjectiveAggregateView(
    CellKey Cell,
    ObjectiveReference Objective,
    int? N,
    SuppressionReason? Reason,
    MeanScore? Mean,
    Band? Band,
    ScoreShapeView Shape)
{
    public static ObjectiveAggregateView Of(CellKey cell, ObjectiveAggregate aggregate) => new(
        cell, new ObjectiveReference(aggregate.Objective), aggregate.N, aggregate.Reason, aggregate.Mean,
        aggregate.Band, ScoreShapeView.Of(cell.Key.Components, aggregate));
}
