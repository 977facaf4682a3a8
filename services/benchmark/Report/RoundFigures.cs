using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Report;

/// <summary>The answer to YearlyReport.graphql.</summary>
internal sealed record YearlyAnswer(
    IReadOnlyList<RoundAnswer> Round,
    IReadOnlyList<RoundAnswer> Earlier,
    CountryFigures? Country,
    SeriesFigures? Reports,
    SeriesFigures? Advice);

/// <summary>A round with the edition of its release that stood on the day asked about.</summary>
internal sealed record RoundAnswer(RoundFigures? Release);

/// <summary>What was released of a round.</summary>
/// <remarks><c>Frequencies</c> is asked for the reported round alone.</remarks>
internal sealed record RoundFigures(
    int Year,
    string Id,
    DateTimeOffset MadeAt,
    string? RuleSet,
    IReadOnlyList<ErratumFigures> Errata,
    GroupFigures Country,
    GroupFigures Under25k,
    GroupFigures From25kTo50k,
    GroupFigures From50kTo100k,
    GroupFigures Over100k,
    CoverageFigures? PolicyCoverage,
    ExtraFigures? ExtraQuestions,
    IReadOnlyList<TableFigures>? Frequencies = null)
{
    /// <summary>From the smallest municipalities to the largest.</summary>
    public IReadOnlyList<GroupFigures> SizeClasses => [Under25k, From25kTo50k, From50kTo100k, Over100k];
}

/// <summary>A correction of a release.</summary>
internal sealed record ErratumFigures(
    string Id, string Release, string? CorrectedBy, string Text, DateTimeOffset IssuedAt);

/// <summary>Figures of a group; with a reason there are none.</summary>
internal sealed record GroupFigures(
    GroupLabel Group,
    int? N,
    SuppressionReason? Reason,
    bool Generated,
    string? Release,
    IReadOnlyList<BandCount>? AverageBands,
    AverageFigures? Average,
    IReadOnlyList<GroupObjective>? Objectives)
{
    /// <summary>The group on one objective; null where it has no figures at all.</summary>
    public GroupObjective? On(string objective) => Objectives?.FirstOrDefault(o => o.Objective.Id == objective);
}

/// <summary>What a group is called.</summary>
internal sealed record GroupLabel(string Label);

/// <summary>Figures of a group on one objective; with a reason there are none.</summary>
internal sealed record GroupObjective(
    ObjectiveId Objective,
    int? N,
    SuppressionReason? Reason,
    MeanScore? Mean,
    Band? Band,
    ShapeFigures Shape,
    ChangeFigures? Change = null);

/// <summary>The averages of a group's respondents over their objectives.</summary>
internal sealed record AverageFigures(
    int? N,
    SuppressionReason? Reason,
    MeanScore? Mean,
    Band? Band,
    ShapeFigures Shape,
    ChangeFigures? Change = null);

/// <summary>The change since the round before.</summary>
internal sealed record ChangeFigures(bool? SameRules, SameFigures OnSame);

/// <summary>The change of the municipalities that answered both rounds.</summary>
internal sealed record SameFigures(SuppressionReason? Reason, int? N, TotalFigures? Before, TotalFigures? After);

/// <summary>A mean of which only the total is asked.</summary>
internal sealed record TotalFigures(int Total);

/// <summary>How the scores of a group lie.</summary>
internal sealed record ShapeFigures(SuppressionReason? Reason, int? LowerQuartile, int? Median, int? UpperQuartile);

/// <summary>The key of an objective.</summary>
internal sealed record ObjectiveId(string Id);

/// <summary>The frequency tables of one objective; with a reason there are none.</summary>
internal sealed record TableFigures(
    ObjectiveId Objective,
    int? Respondents,
    SuppressionReason? Reason,
    Share? InPolicy,
    Share? OwnMeasure,
    bool Generated,
    IReadOnlyList<QuestionFigures>? Questions,
    IReadOnlyList<QuestionFigures>? Anchoring,
    IReadOnlyList<QuestionFigures>? Reach);

/// <summary>A count and its share in whole percents.</summary>
internal sealed record Share(int Count, int Percentage);

/// <summary>What was answered to a question.</summary>
internal sealed record QuestionFigures(
    string Id, string Label, SuppressionReason? Reason, IReadOnlyList<OptionFigures> Options);

/// <summary>How often an option was ticked; null where that is withheld.</summary>
internal sealed record OptionFigures(string Id, string Label, int? Count, int? Percentage);

/// <summary>To what extent objectives are in policy.</summary>
internal sealed record CoverageFigures(
    int? Respondents,
    SuppressionReason? Reason,
    IReadOnlyList<CoveredObjective> Objectives,
    IReadOnlyList<NumberInPolicy>? ByNumber,
    Share? NothingInPolicy,
    IReadOnlyList<DocumentFigures> Documents);

/// <summary>One objective in policy.</summary>
internal sealed record CoveredObjective(
    ObjectiveId Objective,
    int? Respondents,
    SuppressionReason? Reason,
    Share? InPolicy,
    Share? Intended,
    Share? LaidDown);

/// <summary>How many have this many objectives in policy.</summary>
internal sealed record NumberInPolicy(int Objectives, int? Count, int? Percentage);

/// <summary>How often objectives are laid down in a kind of document.</summary>
internal sealed record DocumentFigures(string Id, string Label, int? Count, int? Of, int? Percentage);

/// <summary>The extra questions.</summary>
internal sealed record ExtraFigures(
    int? Respondents,
    SuppressionReason? Reason,
    IReadOnlyList<ExtraQuestion>? Questions,
    IReadOnlyList<MarkFigures>? Marks,
    CorrelationFigures? Correlation);

/// <summary>An extra question with options.</summary>
internal sealed record ExtraQuestion(
    string Id,
    string Code,
    string Label,
    int? Respondents,
    SuppressionReason? Reason,
    IReadOnlyList<OptionFigures> Options);

/// <summary>A mark that municipalities give themselves.</summary>
internal sealed record MarkFigures(
    string Id, string Code, string Label, int? Respondents, SuppressionReason? Reason, decimal? Mean);

/// <summary>How marks and scores go together.</summary>
internal sealed record CorrelationFigures(decimal Coefficient, int Respondents);

/// <summary>Figures of the country beside the scores.</summary>
internal sealed record CountryFigures(IReadOnlyList<ObservationFigures>? Prevalence);

/// <summary>An indicator of the country through time.</summary>
internal sealed record SeriesFigures(
    string Title,
    string Definition,
    string Source,
    string Licence,
    IReadOnlyList<ComparabilityReason> Comparability,
    IReadOnlyList<ObservationFigures>? Observations);

/// <summary>Why figures do not go together.</summary>
internal sealed record ComparabilityReason(string Reason);

/// <summary>A published figure.</summary>
internal sealed record ObservationFigures(
    IndicatorLabel Indicator,
    PeriodLabel? Period,
    decimal? Value,
    decimal? Low,
    decimal? High,
    string Display,
    string? Reason,
    string? Status,
    DateOnly? PublishedOn,
    bool Suppressed,
    string? Note,
    string? Source,
    bool Generated,
    bool Estimate);

/// <summary>What a figure is of.</summary>
internal sealed record IndicatorLabel(string Id, string Title, string Unit);

/// <summary>When a figure is of.</summary>
internal sealed record PeriodLabel(string Text, string Kind, string Label);
