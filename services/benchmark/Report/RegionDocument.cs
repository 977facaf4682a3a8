using Monitor.Benchmark.Report.Charts;

namespace Monitor.Benchmark.Report;

/// <summary>Everything that the report of a region prints, put together.</summary>
/// <param name="Code">Of the region.</param>
/// <param name="Kind">What it is, in Dutch: <c>Veilig Thuis-regio</c>.</param>
/// <param name="Year">Of the round.</param>
/// <param name="Before">The round that it is compared with; null for none.</param>
/// <param name="Release">Id of the release.</param>
/// <param name="AsOf">The day whose figures it shows.</param>
/// <param name="Facts">What questionnaire knows.</param>
/// <param name="Region">What the graph shows of the region.</param>
/// <param name="Country">What was released of the country.</param>
internal sealed record RegionDocument(
    string Code,
    string Kind,
    int Year,
    int? Before,
    string Release,
    DateOnly AsOf,
    RegionFacts Facts,
    RegionFigures Region,
    RegionGroup Country)
{
    public string Name => Facts.Region.Name;

    public IReadOnlyList<ObjectiveFacts> Objectives => Facts.Round.Questionnaire.Objectives;

    public RoundColours Colours { get; } = new(Before is { } before ? [before, Year] : [Year]);

    public bool IsGenerated =>
        Region.Now.Generated || Country.Generated || (Region.Figures ?? []).Any(f => f.Generated);

    /// <summary>The name of a municipality of the region; its code where it is not on the list.</summary>
    public string NameOf(string code) =>
        Facts.Region.Municipalities.FirstOrDefault(m => m.Code == code)?.Name ?? code;

    /// <summary>Number and title of an objective; its id where the questionnaire does not hold it.</summary>
    public string TitleOf(string objective) =>
        Objectives.FirstOrDefault(o => o.Id == objective) is { } known ? $"{known.Number}. {known.Title}" : objective;
}
