using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>A comparison of a municipality with the group that is wished for.</summary>
/// <remarks>
/// <c>Wish</c> is an <see cref="AggregateKey"/>, a region of another kind, or the exception that says what is wrong.
/// </remarks>
public sealed record ComparisonView(
    int Round, Municipality Compared, GroupInput Asked, Components Counted, object Wish)
{
    public string Municipality => Compared.Code;

    public IReadOnlyList<Component> Components => Counted.Parts;

    public int Maximum => Counted.Maximum;
}

/// <summary>Own score on one objective; <c>Points</c> of the parts that count.</summary>
public sealed record ComparedObjectiveView(
    ObjectiveReference Objective,
    decimal Anchoring,
    decimal Content,
    decimal Reach,
    decimal Total,
    decimal Points,
    Band Band,
    bool Generated)
{
    public static IReadOnlyList<ComparedObjectiveView> Of(Scores scores, Components components) =>
    [
        .. scores.Objectives.Select(o => new ComparedObjectiveView(
            new ObjectiveReference(o.Objective), o.Anchoring, o.Content, o.Reach, o.Total,
            components.PointsOf(o.Anchoring, o.Content, o.Reach), o.Band, scores.Generated)),
    ];
}
