using Monitor.Benchmark.Report.Charts;

namespace Monitor.Benchmark.Report.Sections;

/// <summary>Chapter 7: published figures of the country, each with its source and how sure it is.</summary>
internal static class FiguresSection
{
    public static Markup Of(YearlyDocument document) => Chapter.Figures.With(Html.Of($"""
        <p>Deze cijfers zijn door anderen gepubliceerd en staan los van de scores. Een * is een voorlopig cijfer, **
        een nader voorlopig cijfer en een punt een cijfer dat de bron niet geeft. Ze zijn zoals bekend op
        {Dutch.Date(document.AsOf)}.</p>{VeiligThuis(document)}{Prevalence(document)}
        """));

    private static Markup VeiligThuis(YearlyDocument document)
    {
        var series = new[] { document.Reports, document.Advice }.OfType<SeriesFigures>().ToList();
        var halves = series.SelectMany(s => s.Observations ?? [])
            .Where(o => o.Period?.Kind == "HALF_YEAR").Select(o => o.Period!).DistinctBy(p => p.Text)
            .OrderBy(p => p.Text, StringComparer.Ordinal).ToList();
        if (halves.Count == 0)
        {
            return Html.Of($"""
                <h3>7.1 Veilig Thuis</h3><p class="note">{Table.None("nog geen cijfers op deze peildatum")}</p>
                """);
        }

        string[] colours = ["#0f3d5c", "#8fa3b5"];
        var largest = series.SelectMany(s => s.Observations ?? []).Where(o => o.Period?.Kind == "HALF_YEAR")
            .Max(o => o.Value ?? 0);
        var rows = halves.Select(p => new ChartRow(
            p.Label,
            [.. series.Select((s, i) => Bar(s, p, colours[i]))])).ToList();
        return Html.Of($"""
            <h3>7.1 Veilig Thuis</h3>
            <p>{series.Select(s => Html.Of($"<strong>{s.Title}</strong>: {s.Definition} "))}</p>
            <figure class="wide"><figcaption>Figuur 7.1 Veilig Thuis in Nederland, per halfjaar</figcaption>
            {BarChart.Of("figure-7-1", "Veilig Thuis in Nederland, per halfjaar",
                "Een balk per halfjaar en soort; de getallen staan in tabel 7.1.", rows, Math.Max(1, largest))}</figure>
            {Table.Of(
                Html.Of($"Tabel 7.1 Veilig Thuis in Nederland"),
                [
                    new("Periode"), .. series.Select(s => Column.Number(s.Title)), new("Stand"), new("Gepubliceerd"),
                ],
                series.SelectMany(s => s.Observations ?? []).Select(o => o.Period!).DistinctBy(p => p.Text)
                    .OrderBy(p => p.Text, StringComparer.Ordinal).Select(p => Row(series, p)),
                "plain veilig-thuis")}
            {series.SelectMany(s => s.Comparability).Select(c => c.Reason).Distinct().Select(reason =>
                Html.Of($"""<p class="note">Let op: {reason}</p>"""))}
            <p class="note">Bron: {Dutch.List([.. series.Select(s => s.Source).Distinct()])}.
            Licentie: {Dutch.List([.. series.Select(s => s.Licence).Distinct()])}.</p>
            """);
    }

    private static ChartBar Bar(SeriesFigures series, PeriodLabel period, string colour)
    {
        var found = On(series, period);
        return new ChartBar(series.Title, found?.Value, found?.Display is { Length: > 0 } shown ? shown : "–", colour);
    }

    private static ObservationFigures? On(SeriesFigures series, PeriodLabel period) =>
        series.Observations?.FirstOrDefault(o => o.Period?.Text == period.Text);

    private static IReadOnlyList<object?> Row(IReadOnlyList<SeriesFigures> series, PeriodLabel period)
    {
        var found = series.Select(s => On(s, period)).ToList();
        var first = found.OfType<ObservationFigures>().First();
        return
        [
            period.Label,
            .. found.Select(o => o is null ? (object)Table.None("niet gepubliceerd") : Shown(o)),
            Dutch.Status(first.Status), first.PublishedOn is { } on ? Dutch.Date(on) : "–",
        ];
    }

    private static Markup Prevalence(YearlyDocument document)
    {
        var found = document.Prevalence.Where(o => o.Value is not null || o.Low is not null).ToList();
        return found.Count == 0
            ? Html.Of($"""
                <h3>7.2 Hoe vaak het voorkomt</h3>
                <p class="note">{Table.None("nog geen cijfers op deze peildatum")}</p>
                """)
            : Html.Of($"""
                <h3>7.2 Hoe vaak het voorkomt</h3>
                {Table.Of(
                    Html.Of($"Tabel 7.2 Schattingen van de omvang in Nederland, van elk de laatste"),
                    [
                        new("Cijfer"), new("Periode"), Column.Number("Waarde"), new("Stand"), new("Gepubliceerd"),
                        new("Bron"),
                    ],
                    found.Select(o => (IReadOnlyList<object?>)
                    [
                        o.Indicator.Title, o.Period?.Label, Shown(o), Dutch.Status(o.Status),
                        o.PublishedOn is { } on ? Dutch.Date(on) : "–", o.Source,
                    ]),
                    "plain prevalence")}
                """);
    }

    private static Markup Shown(ObservationFigures figure)
    {
        var range = figure is { Low: { } low, High: { } high } && figure.Value is null
            ? $"{Dutch.Number(low)}–{Dutch.Number(high)}" : figure.Display;
        var unit = figure.Indicator.Unit == "PERCENT" && range.Length > 0 ? "%" : "";
        return Html.Of($"""
            {range}{unit}{(figure.Generated ? Html.Of($" <small>(voorbeelddata)</small>") : Markup.Empty)}
            {(figure.Estimate ? Html.Of($" <small>(eigen schatting)</small>") : Markup.Empty)}
            """);
    }
}
