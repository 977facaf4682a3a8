using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Report;

/// <summary>The answer to YearlyReport.graphql.</summary>
internal sealed record YearlyAnswer(IReadOnlyList<RoundFigures> Round, IReadOnlyList<RoundFigures> Earlier);

/// <summary>What was released of a round.</summary>
/// <remarks><c>Frequencies</c> is asked for the reported round alone.</remarks>
internal sealed record RoundFigures(
    int Year,
    GroupFigures Country,
    GroupFigures Under25k,
    GroupFigures From25kTo50k,
    GroupFigures From50kTo100k,
    GroupFigures Over100k,
    IReadOnlyList<TableFigures>? Frequencies = null)
{
    /// <summary>From the smallest municipalities to the largest.</summary>
    public IReadOnlyList<GroupFigures> SizeClasses => [Under25k, From25kTo50k, From50kTo100k, Over100k];
}

/// <summary>Figures of a group; with a reason there are none.</summary>
internal sealed record GroupFigures(
    GroupLabel Group,
    int? N,
    SuppressionReason? Reason,
    bool Generated,
    string? Release,
    IReadOnlyList<BandCount>? AverageBands,
    IReadOnlyList<GroupObjective>? Objectives)
{
    /// <summary>The group on one objective; null where it has no figures at all.</summary>
    public GroupObjective? On(string objective) => Objectives?.FirstOrDefault(o => o.Objective.Id == objective);
}

/// <summary>What a group is called.</summary>
internal sealed record GroupLabel(string Label);

/// <summary>Figures of a group on one objective; with a reason there are none.</summary>
internal sealed record GroupObjective(
    ObjectiveId Objective, int? N, SuppressionReason? Reason, MeanScore? Mean, Band? Band);

/// <summary>The key of an objective.</summary>
internal sealed record ObjectiveId(string Id);

/// <summary>The frequency table of one objective; with a reason there is none.</summary>
internal sealed record TableFigures(
    ObjectiveId Objective,
    int? Respondents,
    SuppressionReason? Reason,
    Frequency? InPolicy,
    bool Generated,
    IReadOnlyList<QuestionFrequencies>? Questions);
