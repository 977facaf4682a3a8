using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>The frequency tables of a group on one objective as clients see them.</summary>
public sealed record ObjectiveFrequenciesView(
    ObjectiveReference Objective,
    int? Respondents,
    SuppressionReason? Reason,
    Frequency? InPolicy,
    bool Generated,
    IReadOnlyList<QuestionFrequencies>? Questions,
    IReadOnlyList<QuestionFrequencies>? Anchoring,
    IReadOnlyList<QuestionFrequencies>? Reach,
    Frequency? OwnMeasure)
{
    internal EditionCell? Cell { get; init; }

    public static ObjectiveFrequenciesView Of(ReleasedGroup group, ObjectiveFrequencies frequencies) => new(
        new ObjectiveReference(frequencies.Objective),
        frequencies.Respondents,
        frequencies.Reason,
        frequencies.InPolicy,
        frequencies.Generated,
        frequencies.Reason is null ? frequencies.Questions : null,
        frequencies.Reason is null ? frequencies.Anchoring : null,
        frequencies.Reason is null ? frequencies.Reach : null,
        frequencies.OwnMeasure)
    {
        Cell = EditionCell.Of(group, frequencies.Objective),
    };
}
