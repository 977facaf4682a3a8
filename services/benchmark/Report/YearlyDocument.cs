using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Report.Charts;

namespace Monitor.Benchmark.Report;

/// <summary>Everything that the yearly report prints, put together.</summary>
/// <param name="Id">Of the release that it is made of.</param>
/// <param name="AsOf">The day whose figures it shows.</param>
/// <param name="Facts">What questionnaire knows of the round.</param>
/// <param name="Round">What was released of it.</param>
/// <param name="Earlier">What was released of the rounds before, the earliest first.</param>
/// <param name="Norms">Between the bands: those of the rule set that scored the round.</param>
internal sealed record YearlyDocument(
    string Id, DateOnly AsOf, RoundFacts Facts, RoundFigures Round, IReadOnlyList<RoundFigures> Earlier, Norms Norms)
{
    public int Year => Round.Year;

    /// <summary>The round that this one is compared with; null for the first.</summary>
    public RoundFigures? Before => Earlier.Count == 0 ? null : Earlier[^1];

    /// <summary>All rounds, the earliest first.</summary>
    public IReadOnlyList<RoundFigures> Rounds => [.. Earlier, Round];

    public RoundColours Colours { get; } = new([.. Earlier.Select(r => r.Year), Round.Year]);

    /// <summary>Rounds of which answers are generated.</summary>
    public IReadOnlyList<int> GeneratedRounds => [.. Rounds.Where(r => r.Country.Generated).Select(r => r.Year)];

    public bool IsGenerated => GeneratedRounds.Count > 0;

    /// <summary>Reports to Veilig Thuis in the country; null where nothing is known.</summary>
    public SeriesFigures? Reports { get; init; }

    /// <summary>Advice by Veilig Thuis in the country; null where nothing is known.</summary>
    public SeriesFigures? Advice { get; init; }

    /// <summary>How often violence and abuse occur in the country, of each figure the latest.</summary>
    public IReadOnlyList<ObservationFigures> Prevalence { get; init; } = [];

    /// <summary>What was corrected by this day in the rounds that are shown, the earliest first.</summary>
    public IReadOnlyList<ErratumFigures> Errata =>
    [
        .. Rounds.SelectMany(r => r.Errata).DistinctBy(e => e.Id)
            .Where(e => e.IssuedAt < ReportDay.EndOf(AsOf)).OrderBy(e => e.IssuedAt),
    ];

    public IReadOnlyList<ObjectiveFacts> Objectives => Facts.Questionnaire.Objectives;

    /// <summary>The scores of the country on an objective, by round, as far as they were released.</summary>
    public IReadOnlyList<RoundScore> ScoresOn(string objective) =>
    [
        .. Rounds.Select(r => ScoreOf(r.Year, r.Country.On(objective))).OfType<RoundScore>(),
    ];

    /// <summary>The frequency table of an objective; null where there is none.</summary>
    public TableFigures? TableOf(string objective) =>
        Round.Frequencies?.FirstOrDefault(f => f.Objective.Id == objective);

    private static RoundScore? ScoreOf(int year, GroupObjective? on) => on is { Mean: { } mean, Band: { } band }
        ? new RoundScore(year, mean.Total, mean.Anchoring, mean.Content, mean.Reach, band)
        : null;
}
