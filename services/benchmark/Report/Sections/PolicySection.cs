using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Report.Charts;

namespace Monitor.Benchmark.Report.Sections;

/// <summary>In chapter 5: which objectives are in policy, laid down, and in which documents.</summary>
internal static class PolicySection
{
    public static Markup Of(YearlyDocument document)
    {
        var coverage = document.Round.PolicyCoverage;
        return Html.Of($"""
            <h3>5.1 Opgenomen in beleid</h3>{Chart(document)}
            {(coverage is null ? Missing("Tabel 5.1", SuppressionReason.NotInRelease) : Covered(document, coverage))}
            {(coverage is null ? Markup.Empty : Documents(document, coverage))}
            """);
    }

    private static Markup Missing(string what, SuppressionReason reason) =>
        Html.Of($"""<p class="note">{what} {Table.None(Dutch.Of(reason))}</p>""");

    private static Markup Chart(YearlyDocument document)
    {
        var rows = document.Objectives.Select(o => new ChartRow(
            $"{o.Number}. {o.Title}",
            [
                .. document.Rounds.Where(r => r.PolicyCoverage is not null)
                    .Select(r => Bar(r, o, document.Colours)).OfType<ChartBar>(),
            ])).Where(r => r.Bars.Count > 0).ToList();
        return rows.Count == 0 ? Markup.Empty : Html.Of($"""
            <figure class="wide"><figcaption>Figuur 5.1 Aandeel gemeenten met de doelstelling in het beleid</figcaption>
            {BarChart.Of("figure-5-1", "Aandeel gemeenten met de doelstelling in het beleid",
                "Een balk per doelstelling en meting, van 0 tot 100 procent; de getallen staan in tabel 5.1.",
                rows, 100)}
            </figure>
            """);
    }

    private static ChartBar? Bar(RoundFigures round, ObjectiveFacts objective, RoundColours colours) =>
        round.PolicyCoverage!.Objectives.FirstOrDefault(c => c.Objective.Id == objective.Id)?.InPolicy is { } share
            ? new ChartBar($"{round.Year}", share.Percentage, $"{share.Percentage}%", colours.Of(round.Year))
            : null;

    private static Markup Covered(YearlyDocument document, CoverageFigures coverage)
    {
        var before = document.Before?.PolicyCoverage;
        return Html.Of($"""
            {Table.Of(
                Html.Of($"""
                    Tabel 5.1 Is deze doelstelling (of een doelstelling van gelijke strekking) opgenomen in uw beleid?
                    """),
                [
                    new("Doelstelling"), Column.Number("In beleid"), Column.Number("Respondenten"), Column.Number("%"),
                    Column.Number("Voornemen (%)"), Column.Number("Vastgelegd (%)"),
                    .. before is null ? (Column[])[] : [Column.Number($"In beleid {document.Before!.Year} (%)")],
                ],
                document.Objectives.Select(o => Row(o, coverage, before)),
                "plain policy")}
            {(coverage.NothingInPolicy is { } nothing ? Html.Of($"""
                <p>{nothing.Count} gemeenten ({nothing.Percentage}%) hebben geen enkele doelstelling in hun beleid
                opgenomen.</p>
                """) : Markup.Empty)}
            """);
    }

    private static IReadOnlyList<object?> Row(
        ObjectiveFacts objective, CoverageFigures coverage, CoverageFigures? before)
    {
        var title = $"{objective.Number}. {objective.Title}";
        var covered = coverage.Objectives.FirstOrDefault(c => c.Objective.Id == objective.Id);
        object?[] earlier = before is null ? [] : [Percentage(On(before, objective)?.InPolicy)];
        return covered?.InPolicy is { } inPolicy
            ?
            [
                title, inPolicy.Count, covered.Respondents, inPolicy.Percentage, Percentage(covered.Intended),
                Percentage(covered.LaidDown), .. earlier,
            ]
            :
            [
                title, Table.None(Dutch.Of(covered?.Reason ?? SuppressionReason.TooFew)), "–", "–", "–", "–",
                .. earlier,
            ];
    }

    private static CoveredObjective? On(CoverageFigures coverage, ObjectiveFacts objective) =>
        coverage.Objectives.FirstOrDefault(c => c.Objective.Id == objective.Id);

    private static object Percentage(Share? share) => share is null ? "–" : share.Percentage;

    private static Markup Documents(YearlyDocument document, CoverageFigures coverage)
    {
        if (coverage.Documents.Count == 0)
        {
            return Markup.Empty;
        }

        var colour = document.Colours.Of(document.Year);
        return Html.Of($"""
            <figure class="pair"><figcaption>Figuur 5.2 Waarin een doelstelling is vastgelegd, {document.Year}
            <small>alle doelstellingen samen</small></figcaption>
            {BarChart.Of("figure-5-2", "Waarin een doelstelling is vastgelegd",
                "Een balk per soort document, van 0 tot 100 procent.",
                [
                    .. coverage.Documents.Select(d => new ChartRow(
                        d.Label,
                        [
                            new ChartBar(
                                $"{document.Year}", d.Percentage, d.Percentage is { } p ? $"{p}%" : "–", colour),
                        ])),
                ],
                100)}
            {Table.Of(
                Html.Of($"Bij figuur 5.2"),
                [new("Document"), Column.Number("Keren"), Column.Number("Van"), Column.Number("%")],
                coverage.Documents.Select(d => (IReadOnlyList<object?>)
                    [d.Label, Shown(d.Count), Shown(d.Of), Shown(d.Percentage)]),
                "beside documents")}</figure>
            """);
    }

    private static object Shown(int? number) => number is { } shown ? shown : "–";
}
