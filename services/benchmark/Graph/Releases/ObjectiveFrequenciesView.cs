using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Graph;

/// <summary>A frequency table as clients see it.</summary>
public sealed record ObjectiveFrequenciesView(
    ObjectiveReference Objective,
    int? Respondents,
    SuppressionReason? Reason,
    Frequency? InPolicy,
    bool Generated,
    IReadOnlyList<QuestionFrequencies>? Questions)
{
    public static ObjectiveFrequenciesView Of(ObjectiveFrequencies frequencies) => new(
        new ObjectiveReference(frequencies.Objective), frequencies.Respondents, frequencies.Reason,
        frequencies.InPolicy, frequencies.Generated, frequencies.Reason is null ? frequencies.Questions : null);
}
