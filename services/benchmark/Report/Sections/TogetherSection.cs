using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Report.Charts;

namespace Monitor.Benchmark.Report.Sections;

/// <summary>Chapter 5: policy coverage, all scores beside each other, and scores by size of the municipality.</summary>
internal static class TogetherSection
{
    public static Markup Of(YearlyDocument document) => Chapter.Together.With(Html.Of($"""
        {Policy(document)}{Scores(document)}{SizeClasses(document)}
        """));

    private static Markup Policy(YearlyDocument document)
    {
        var covered = document.Objectives
            .Select(o => (Objective: o, Table: document.TableOf(o.Id)))
            .Where(o => o.Table?.InPolicy is not null).ToList();
        var rows = covered.Select(o => new ChartRow(
            $"{o.Objective.Number}. {o.Objective.Title}",
            [
                new ChartBar(
                    "In beleid", o.Table!.InPolicy!.Percentage, $"{o.Table.InPolicy.Percentage}%",
                    document.Colours.Of(document.Year)),
            ])).ToList();
        return Html.Of($"""
            <h3>5.1 Opgenomen in beleid</h3>
            <figure class="wide"><figcaption>Figuur 5.1 Aandeel gemeenten met de doelstelling in het beleid,
            {document.Year}</figcaption>
            {BarChart.Of("figure-5-1", "Aandeel gemeenten met de doelstelling in het beleid",
                "Een balk per doelstelling, van 0 tot 100 procent; de getallen staan in tabel 5.1.", rows, 100)}</figure>
            {Table.Of(
                Html.Of($"Tabel 5.1 Is deze doelstelling (of een doelstelling van gelijke strekking) opgenomen in uw beleid?"),
                [
                    new("Doelstelling"), Column.Number("In beleid"), Column.Number("Respondenten"),
                    Column.Number("%"),
                ],
                covered.Select(o => (IReadOnlyList<object?>)
                [
                    $"{o.Objective.Number}. {o.Objective.Title}", o.Table!.InPolicy!.Count, o.Table.Respondents,
                    o.Table.InPolicy.Percentage,
                ]),
                "plain policy")}
            """);
    }

    private static Markup Scores(YearlyDocument document)
    {
        var before = document.Before;
        IReadOnlyList<Column> columns =
        [
            new("Doelstelling"), Column.Number("Borging"), Column.Number("Inhoud"), Column.Number("Bereik"),
            Column.Number($"Totaal {document.Year}"), new("Kleur"),
            .. before is null
                ? (Column[])[]
                : [Column.Number($"Totaal {before.Year}"), Column.Number("Verschil")],
        ];
        return Html.Of($"""
            <h3>5.2 Scores{(before is null ? "" : $" en verschil met meting {before.Year}")}</h3>
            {Table.Of(
                Html.Of($"Tabel 5.2 Gemiddelde scores van alle deelnemende gemeenten <small>hele punten</small>"),
                columns,
                document.Objectives.Select(o => (IReadOnlyList<object?>)
                [
                    $"{o.Number}. {o.Title}", .. Means(document.Round.Country.On(o.Id)),
                    .. before is null ? (object?[])[] : Changed(document.Round.Country.On(o.Id), before.Country.On(o.Id)),
                ]),
                "plain scores")}
            {(before is null ? Markup.Empty : Html.Of($"""
                <p class="note">Het verschil is dat tussen de afgeronde gemiddelden van alle gemeenten die aan elk van beide
                metingen deelnamen; het zijn niet alle dezelfde gemeenten.</p>
                """))}
            """);
    }

    private static IEnumerable<object?> Means(GroupObjective? on) => on is { Mean: { } mean, Band: { } band }
        ? [(object?)mean.Anchoring ?? "–", (object?)mean.Content ?? "–", (object?)mean.Reach ?? "–", mean.Total, Dutch.Of(band)]
        : [Table.None(Dutch.Of(on?.Reason ?? SuppressionReason.NotReleased)), "–", "–", "–", "–"];

    private static object?[] Changed(GroupObjective? now, GroupObjective? then) => (now?.Mean, then?.Mean) switch
    {
        ({ } after, { } before) => [before.Total, Dutch.Change(after.Total - before.Total)],
        (_, { } before) => [before.Total, "–"],
        _ => ["–", "–"],
    };

    private static Markup SizeClasses(YearlyDocument document)
    {
        var classes = document.Round.SizeClasses;
        return Html.Of($"""
            <h3>5.3 Scores naar inwonertal</h3>
            {Table.Of(
                Html.Of($"""
                    Tabel 5.3 Gemiddelde totaalscore per doelstelling naar inwonertal, {document.Year}
                    <small>hele punten; aantallen afgerond op 5; de twee grootste klassen zijn samengevoegd</small>
                    """),
                [new("Doelstelling"), .. classes.Select(c => Column.Number(c.Group.Label))],
                [
                    .. document.Objectives.Select(o => (IReadOnlyList<object?>)
                        [$"{o.Number}. {o.Title}", .. classes.Select(c => TotalOf(c, o.Id))]),
                    ["Gemeenten", .. classes.Select(c => c.N is { } n ? (object)n : Table.None(ReasonOf(c)))],
                ],
                "plain classes")}
            """);
    }

    private static object TotalOf(GroupFigures group, string objective) => group.On(objective) is { Mean: { } mean }
        ? mean.Total
        : Table.None(group.On(objective)?.Reason is { } reason ? Dutch.Of(reason) : ReasonOf(group));

    private static string ReasonOf(GroupFigures group) => Dutch.Of(group.Reason ?? SuppressionReason.NotReleased);
}
