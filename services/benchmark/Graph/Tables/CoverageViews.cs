using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>Policy coverage of a group as clients see it: where there is a reason, what counts is null.</summary>
public sealed record PolicyCoverageView(
    int? Respondents,
    SuppressionReason? Reason,
    bool Generated,
    IReadOnlyList<ObjectiveCoverageView> Objectives,
    IReadOnlyList<NumberFrequency>? ByNumber,
    Frequency? NothingInPolicy,
    IReadOnlyList<DocumentFrequency> Documents)
{
    internal EditionCell? Cell { get; init; }

    public static PolicyCoverageView Of(
        ReleasedGroup group, IReadOnlyList<ObjectiveFrequencies> frequencies, PolicyNumbers numbers)
    {
        var coverage = PolicyCoverage.Of(frequencies, numbers);
        return new PolicyCoverageView(
            numbers.Respondents,
            numbers.Reason,
            frequencies.Any(f => f.Generated),
            [.. coverage.Objectives.Select(ObjectiveCoverageView.Of)],
            numbers.Reason is null ? numbers.Counts : null,
            numbers.Counts.FirstOrDefault(c => c.Objectives == 0)?.Frequency,
            coverage.Documents)
        {
            Cell = EditionCell.Of(group, objective: null),
        };
    }
}

/// <summary>An objective in the policy of a group.</summary>
public sealed record ObjectiveCoverageView(
    ObjectiveReference Objective,
    int? Respondents,
    SuppressionReason? Reason,
    Frequency? InPolicy,
    Frequency? Intended,
    Frequency? LaidDown)
{
    public static ObjectiveCoverageView Of(ObjectiveCoverage coverage) => new(
        new ObjectiveReference(coverage.Objective), coverage.Respondents, coverage.Reason, coverage.InPolicy,
        coverage.Intended, coverage.LaidDown);
}
