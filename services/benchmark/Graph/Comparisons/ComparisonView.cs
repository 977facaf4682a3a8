using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>A comparison of a municipality with the group that is wished for.</summary>
/// <remarks><c>Wish</c> is an <see cref="AggregateKey"/>, or the exception that says what is wrong with it.</remarks>
public sealed record ComparisonView(int Round, string Municipality, object Wish);

/// <summary>Own score on one objective.</summary>
public sealed record ComparedObjectiveView(
    ObjectiveReference Objective,
    decimal Anchoring,
    decimal Content,
    decimal Reach,
    decimal Total,
    Band Band,
    bool Generated)
{
    public static IReadOnlyList<ComparedObjectiveView> Of(Scores scores) =>
    [
        .. scores.Objectives.Select(o => new ComparedObjectiveView(
            new ObjectiveReference(o.Objective), o.Anchoring, o.Content, o.Reach, o.Total, o.Band, scores.Generated)),
    ];
}
