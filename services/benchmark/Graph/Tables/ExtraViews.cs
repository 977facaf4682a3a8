using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>What a group answered to the extra questions, as clients see it.</summary>
public sealed record ExtraQuestionsView(
    int? Respondents,
    SuppressionReason? Reason,
    IReadOnlyList<ExtraFrequencies>? Questions,
    IReadOnlyList<MarkFrequencies>? Marks,
    Correlation? Correlation)
{
    internal EditionCell? Cell { get; init; }

    public static ExtraQuestionsView? Of(ReleasedGroup group, ExtraAnswers? extra) => extra is null
        ? null
        : new ExtraQuestionsView(
            extra.Respondents,
            extra.Reason,
            extra.Reason is null ? extra.Questions : null,
            extra.Reason is null ? extra.Marks : null,
            extra.Correlation)
        {
            Cell = EditionCell.Of(group, objective: null),
        };
}
