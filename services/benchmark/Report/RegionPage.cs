using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Report.Charts;

namespace Monitor.Benchmark.Report;

/// <summary>The report of a region as a document to print, to begin a vision on the region (regiovisie) with.</summary>
internal static class RegionPage
{
    public static string Of(RegionDocument document) => Page.Of(
        $"Regiorapport {document.Name} {document.Year} – Monitor Aanpak Kindermishandeling en Huiselijk Geweld",
        document.IsGenerated,
        Cover(document),
        Html.Of($"""
            {Members(document)}{Scores(document)}{Lowest(document)}{Sharing(document)}{Figures(document)}
            {Method(document)}
            """));

    private static Markup Cover(RegionDocument document) => Html.Of($"""
        <header class="title"><p class="series">Monitor Aanpak Kindermishandeling en Huiselijk Geweld</p>
        <h1>{document.Name}</h1><p class="about">Regiorapport bij meting {document.Year}, voor de regiovisie van de
        {document.Kind} {document.Name}.</p>
        {(document.IsGenerated ? Html.Of($"""<p class="generated">{Page.GeneratedMark}</p>""") : Markup.Empty)}
        <dl><dt>Regio</dt><dd>{document.Kind} ({document.Code})</dd>
        <dt>Gemeenten</dt><dd>{document.Region.Overview.Participation.Municipalities}</dd>
        <dt>Vrijgave</dt><dd>{document.Release}</dd><dt>Peildatum</dt><dd>{Dutch.Date(document.AsOf)}</dd></dl></header>

        """);

    private static Markup Members(RegionDocument document)
    {
        var taken = document.Region.Overview.Participation;
        var sharing = (document.Region.Sharing?.Nodes ?? []).Select(n => n.Municipality.Code).ToHashSet();
        return Html.Of($"""
            <section><h2 id="deelname">1 De gemeenten en hun deelname</h2>
            <p>In de regio liggen {taken.Municipalities} gemeenten.
            {(taken.Responded is { } responded
                ? Html.Of($"Ongeveer {responded} deden mee aan meting {document.Year} (afgerond op 5).")
                : Html.Of($"Hoeveel er meededen: {Table.None(Dutch.Of(taken.Reason ?? SuppressionReason.TooFew))}."))}
            Welke gemeenten meededen staat er niet bij, behalve van wie de scores in deze regio deelt.</p>
            {Table.Of(
                Html.Of($"Tabel 1 Gemeenten in de regio"),
                [new("Gemeente"), new("Code"), new("Deelt scores in deze regio")],
                document.Facts.Region.Municipalities.Select(m => (IReadOnlyList<object?>)
                    [m.Name, m.Code, sharing.Contains(m.Code) ? "ja" : "–"]),
                "plain members")}</section>
            """);
    }

    private static Markup Scores(RegionDocument document)
    {
        var (now, before) = (document.Region.Now, document.Region.Before);
        return Html.Of($"""
            <section><h2 id="scores">2 Scores van de regio</h2>{Chart(document)}
            {Table.Of(
                Html.Of($"Tabel 2 Gemiddelde scores van de regio <small>hele punten, van 100</small>"),
                [
                    new("Doelstelling"), Column.Number("Gemeenten"), Column.Number($"Regio {document.Year}"),
                    new("Kleur"), Column.Number($"Nederland {document.Year}"), Column.Number("Verschil"),
                    .. document.Before is { } year ? [Column.Number($"Regio {year}")] : (Column[])[],
                ],
                document.Objectives.Select(o => Row(document, o, now, before)),
                "plain region-scores")}</section>
            """);
    }

    private static Markup Chart(RegionDocument document)
    {
        var rows = document.Objectives.Where(o => document.Region.Now.On(o.Id)?.Mean is not null)
            .Select(o => new ChartRow(
                $"{o.Number}. {o.Title}",
                [
                    Bar("Regio", document.Region.Now.On(o.Id), document.Colours.Of(document.Year)),
                    Bar("Nederland", document.Country.On(o.Id), "#8fa3b5"),
                ])).ToList();
        return rows.Count == 0
            ? Html.Of($"""<p class="note">Scores van de regio samen: {Table.None(ReasonOf(document.Region.Now))}</p>""")
            : Html.Of($"""
                <figure class="wide"><figcaption>Figuur 1 Totaalscore van de regio en van Nederland,
                {document.Year}</figcaption>{BarChart.Of("figure-1", "Totaalscore van de regio en van Nederland",
                    "Twee balken per doelstelling, van 0 tot 100 punten; de getallen staan in tabel 2.", rows, 100)}
                </figure>
                """);
    }

    private static ChartBar Bar(string series, RegionScore? score, string colour) =>
        new(series, score?.Mean?.Total, score?.Mean is { } mean ? $"{mean.Total}" : "–", colour);

    private static IReadOnlyList<object?> Row(
        RegionDocument document, ObjectiveFacts objective, RegionGroup now, RegionGroup? before)
    {
        var title = $"{objective.Number}. {objective.Title}";
        var country = document.Country.On(objective.Id)?.Mean;
        object?[] earlier = document.Before is null
            ? []
            : [before?.On(objective.Id)?.Mean is { } then ? then.Total : "–"];
        return now.On(objective.Id) is { Mean: { } mean, Band: { } band } score
            ?
            [
                title, score.N, mean.Total, Dutch.Of(band), country is null ? "–" : country.Total,
                country is null ? "–" : Dutch.Change(mean.Total - country.Total), .. earlier,
            ]
            :
            [
                title, "–", Table.None(now.On(objective.Id)?.Reason is { } reason ? Dutch.Of(reason) : ReasonOf(now)),
                "–", country is null ? "–" : country.Total, "–", .. earlier,
            ];
    }

    private static Markup Lowest(RegionDocument document)
    {
        var overview = document.Region.Overview;
        var released = overview.Lowest.Count == 0
            ? Html.Of($"""
                <p class="note">Van alle deelnemers samen: {Table.None(ReasonOf(document.Region.Now))}</p>
                """)
            : Table.Of(
                Html.Of($"Tabel 3 Laagste doelstellingen van alle deelnemers in de regio samen"),
                [
                    new("Nr."), new("Doelstelling"), Column.Number("Gemiddeld"), Column.Number("Nederland"),
                    Column.Number("Verschil"),
                ],
                overview.Lowest.Select(o => (IReadOnlyList<object?>)
                [
                    o.Rank, document.TitleOf(o.Objective.Id), o.Mean.Total, (object?)o.CountryMean?.Total ?? "–",
                    o.Difference is { } difference ? Dutch.Change(difference) : "–",
                ]),
                "plain lowest");
        var shared = overview.LowestOfSharing is { Count: > 0 } lowest
            ? Table.Of(
                Html.Of($"Tabel 4 Laagste doelstellingen van de gemeenten die in deze regio delen"),
                [new("Nr."), new("Doelstelling"), Column.Number("Gemiddeld"), Column.Number("Gemeenten")],
                lowest.Select(o => (IReadOnlyList<object?>)
                    [o.Rank, document.TitleOf(o.Objective.Id), Dutch.Number(o.Mean), o.N]),
                "plain lowest-shared")
            : Html.Of($"""
                <p class="note">Van de gemeenten die delen: {Table.None("niemand deelt hier, of niet met u")}</p>
                """);
        return Html.Of($"""
            <section><h2 id="laagst">3 Waar de regio samen het laagst scoort</h2>
            <p>Een gezamenlijke aanpak heeft hier het meest te winnen.</p>{released}{shared}</section>
            """);
    }

    private static Markup Sharing(RegionDocument document)
    {
        var nodes = document.Region.Sharing?.Nodes ?? [];
        return Html.Of($"""
            <section><h2 id="delen">4 Gemeenten die hun scores in de regio delen</h2>
            {(nodes.Count == 0
                ? Html.Of($"""<p class="note">{Table.None("niemand deelt hier, of niet met u")}</p>""")
                : Table.Of(
                    Html.Of($"Tabel 5 Totaalscores met naam, met toestemming <small>van 100</small>"),
                    [
                        new("Gemeente"), Column.Number("Gemiddeld"),
                        .. document.Objectives.Select(o => Column.Number($"{o.Number}")),
                    ],
                    nodes.Select(n => (IReadOnlyList<object?>)
                    [
                        document.NameOf(n.Municipality.Code), Points(n.Points),
                        .. document.Objectives.Select(o => Points(
                            n.Objectives.FirstOrDefault(s => s.Objective.Id == o.Id)?.Points)),
                    ]),
                    "plain sharing"))}</section>
            """);
    }

    private static string Points(decimal? points) =>
        points is { } shown ? Dutch.Number(Math.Round(shown, MidpointRounding.AwayFromZero)) : "–";

    private static Markup Figures(RegionDocument document)
    {
        var found = (document.Region.Figures ?? []).Where(f => f.Value is not null || f.Low is not null).ToList();
        return Html.Of($"""
            <section><h2 id="cijfers">5 Cijfers van de regio</h2>
            {(found.Count == 0
                ? Html.Of($"""<p class="note">{Table.None("van deze regio zijn geen cijfers gepubliceerd")}</p>""")
                : Table.Of(
                    Html.Of($"Tabel 6 Van elk cijfer het laatste, zoals bekend op {Dutch.Date(document.AsOf)}"),
                    [new("Cijfer"), new("Periode"), Column.Number("Waarde"), new("Stand"), new("Bron")],
                    found.Select(f => (IReadOnlyList<object?>)
                    [
                        f.Indicator.Title, f.Period?.Label, Shown(f), Dutch.Status(f.Status), f.Source,
                    ]),
                    "plain region-figures"))}</section>
            """);
    }

    private static Markup Shown(ObservationFigures figure) => Html.Of($"""
        {figure.Display}{(figure.Generated ? Html.Of($" <small>(voorbeelddata)</small>") : Markup.Empty)}
        {(figure.Estimate ? Html.Of($" <small>(eigen schatting)</small>") : Markup.Empty)}
        """);

    private static Markup Method(RegionDocument document) => Html.Of($"""
        <section><h2 id="methode">6 Verantwoording</h2>
        <p>Gemiddelden van de regio zijn eenmaal vrijgegeven toen de meting sloot, in hele punten en alleen waar ze over
        ten minste 6 gemeenten gaan en niets over een enkele zeggen; aantallen zijn afgerond op 5. Scores met naam staan
        er alleen met toestemming van de gemeente, die zij elk moment kan intrekken: verspreid dit rapport niet buiten
        de regio.</p>
        <dl class="facts"><dt>Vrijgave</dt><dd>{document.Release}</dd>
        <dt>Peildatum</dt><dd>{Dutch.Date(document.AsOf)}</dd>
        <dt>Bron van de vragen</dt><dd>{document.Facts.Round.Questionnaire.Source ?? "niet opgegeven"}</dd>
        <dt>Licentie van de vragen</dt><dd>{document.Facts.Round.Questionnaire.Licence ?? "niet opgegeven"}</dd>
        <dt>Voorbeelddata</dt><dd>{(document.IsGenerated ? "ja" : "nee")}</dd></dl></section>
        """);

    private static string ReasonOf(RegionGroup group) => Dutch.Of(group.Reason ?? SuppressionReason.TooFew);
}
