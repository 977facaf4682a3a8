using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Report.Charts;

namespace Monitor.Benchmark.Report.Sections;

/// <summary>Chapter 5: policy coverage, documents, all scores beside each other, and scores by size of
/// municipality.</summary>
internal static class TogetherSection
{
    public static Markup Of(YearlyDocument document) => Chapter.Together.With(Html.Of($"""
        {PolicySection.Of(document)}{Scores(document)}{SizeClasses(document)}
        """));

    private static Markup Scores(YearlyDocument document)
    {
        var before = document.Before;
        IReadOnlyList<Column> columns =
        [
            new("Doelstelling"), Column.Number("Borging"), Column.Number("Inhoud"), Column.Number("Bereik"),
            Column.Number($"Totaal {document.Year}"), new("Kleur"), Column.Number("Mediaan"),
            Column.Number("Middelste helft"),
            .. before is null
                ? (Column[])[]
                :
                [
                    Column.Number($"Totaal {before.Year}"), Column.Number("Verschil"),
                    Column.Number("Verschil, zelfde gemeenten"),
                ],
        ];
        return Html.Of($"""
            <h3>5.2 Scores{(before is null ? "" : $" en verschil met meting {before.Year}")}</h3>
            {Table.Of(
                Html.Of($"Tabel 5.2 Gemiddelde scores van alle deelnemende gemeenten <small>hele punten</small>"),
                columns,
                [
                    .. document.Objectives.Select(o => (IReadOnlyList<object?>)
                    [
                        $"{o.Number}. {o.Title}", .. Cells(document.Round.Country.On(o.Id)),
                        .. before is null
                            ? (object?[])[]
                            :
                            [
                                .. Changed(document.Round.Country.On(o.Id)?.Mean, before.Country.On(o.Id)?.Mean),
                                OnSame(document.Round.Country.On(o.Id)?.Change),
                            ],
                    ]),
                    [
                        "Gemiddeld over alle doelstellingen", .. Cells(document.Round.Country.Average),
                        .. before is null
                            ? (object?[])[]
                            :
                            [
                                .. Changed(document.Round.Country.Average?.Mean, before.Country.Average?.Mean),
                                OnSame(document.Round.Country.Average?.Change),
                            ],
                    ],
                ],
                "plain scores")}
            <p class="note">De middelste helft van de gemeenten scoort tussen de twee genoemde waarden.{(before is null
                ? ""
                : " Het eerste verschil is dat tussen de afgeronde gemiddelden van alle gemeenten die aan elk van "
                    + "beide metingen deelnamen; het zijn niet alle dezelfde gemeenten. Het laatste is "
                    + "van de gemeenten die beide metingen beantwoordden, met hun aantal.")}</p>
            """);
    }

    private static IEnumerable<object?> Cells(GroupObjective? on) =>
        Cells(on?.Mean, on?.Band, on?.Shape, on?.Reason);

    private static IEnumerable<object?> Cells(AverageFigures? average) =>
        Cells(average?.Mean, average?.Band, average?.Shape, average?.Reason);

    private static IEnumerable<object?> Cells(
        MeanScore? mean, Band? band, ShapeFigures? shape, SuppressionReason? reason) => mean is null
        ? [Table.None(Dutch.Of(reason ?? SuppressionReason.NotReleased)), "–", "–", "–", "–", "–", "–"]
        :
        [
            Shown(mean.Anchoring), Shown(mean.Content), Shown(mean.Reach), mean.Total,
            band is { } colour ? Dutch.Of(colour) : "–", Shown(shape?.Median),
            shape is { LowerQuartile: { } lower, UpperQuartile: { } upper } ? $"{lower}–{upper}" : "–",
        ];

    private static object Shown(int? points) => points is { } shown ? shown : "–";

    private static object?[] Changed(MeanScore? now, MeanScore? then) => (now, then) switch
    {
        ({ } after, { } before) => [before.Total, Dutch.Change(after.Total - before.Total)],
        (_, { } before) => [before.Total, "–"],
        _ => ["–", "–"],
    };

    private static object OnSame(ChangeFigures? change) =>
        change?.OnSame is { Before: { } before, After: { } after, N: { } n }
            ? $"{Dutch.Change(after.Total - before.Total)} ({n})"
            : Table.None(Dutch.Of(change?.OnSame.Reason ?? SuppressionReason.NotInRelease));

    private static Markup SizeClasses(YearlyDocument document)
    {
        var classes = document.Round.SizeClasses;
        return Html.Of($"""
            <h3>5.3 Scores naar inwonertal</h3>{Averages(document)}
            {Table.Of(
                Html.Of($"""
                    Tabel 5.4 Gemiddelde totaalscore per doelstelling naar inwonertal, {document.Year}
                    <small>hele punten; aantallen afgerond op 5; de twee grootste klassen zijn samengevoegd</small>
                    """),
                [new("Doelstelling"), .. classes.Select(c => Column.Number(c.Group.Label))],
                [
                    .. document.Objectives.Select(o => (IReadOnlyList<object?>)
                        [$"{o.Number}. {o.Title}", .. classes.Select(c => TotalOf(c, o.Id))]),
                    ["Aantal gemeenten", .. classes.Select(c => c.N is { } n ? (object)n : Table.None(ReasonOf(c)))],
                ],
                "plain classes")}
            """);
    }

    private static Markup Averages(YearlyDocument document)
    {
        var rows = document.Round.SizeClasses.Select((size, i) => new ChartRow(
            size.Group.Label,
            [.. document.Rounds.Select(r => AverageBar(r.Year, r.SizeClasses[i], document.Colours))])).ToList();
        return Html.Of($"""
            <figure class="wide"><figcaption>Figuur 5.3 Totaalscore, gemiddeld over alle doelstellingen, naar inwonertal
            </figcaption>{BarChart.Of("figure-5-3", "Totaalscore naar inwonertal",
                "Een balk per grootteklasse en meting, van 0 tot 100 punten; de getallen staan in tabel 5.3.",
                rows, 100)}</figure>
            {Table.Of(
                Html.Of($"""
                    Tabel 5.3 Totaalscore, gemiddeld over alle doelstellingen, naar inwonertal
                    <small>hele punten</small>
                    """),
                [new("Grootteklasse"), .. document.Rounds.Select(r => Column.Number($"{r.Year}"))],
                document.Round.SizeClasses.Select((size, i) => (IReadOnlyList<object?>)
                [
                    size.Group.Label,
                    .. document.Rounds.Select(r => r.SizeClasses[i].Average?.Mean is { } mean
                        ? (object)mean.Total
                        : Table.None(ReasonOf(r.SizeClasses[i]))),
                ]),
                "plain averages")}
            """);
    }

    private static ChartBar AverageBar(int year, GroupFigures group, RoundColours colours) =>
        group.Average?.Mean is { } mean
            ? new ChartBar($"{year}", mean.Total, $"{mean.Total}", colours.Of(year))
            : new ChartBar($"{year}", null, $"niet beschikbaar ({ReasonOf(group)})", colours.Of(year));

    private static object TotalOf(GroupFigures group, string objective) => group.On(objective) is { Mean: { } mean }
        ? mean.Total
        : Table.None(group.On(objective)?.Reason is { } reason ? Dutch.Of(reason) : ReasonOf(group));

    private static string ReasonOf(GroupFigures group) =>
        Dutch.Of(group.Reason ?? group.Average?.Reason ?? SuppressionReason.NotReleased);
}
