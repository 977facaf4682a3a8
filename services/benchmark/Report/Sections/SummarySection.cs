using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Report.Charts;

namespace Monitor.Benchmark.Report.Sections;

/// <summary>Chapter 1: the round in some numbers, and all objectives at a glance.</summary>
internal static class SummarySection
{
    public static Markup Of(YearlyDocument document) => Chapter.Summary.With(Html.Of($"""
        <ul class="keys">{Keys(document)}</ul>{Glance(document)}{Bands(document)}
        """));

    private static IEnumerable<Markup> Keys(YearlyDocument document)
    {
        var taken = document.Facts.Participation;
        yield return Key(
            $"{Rounding.Percentage(taken.Responded, taken.Invited)}%",
            $"{taken.Responded} van de {taken.Invited} uitgenodigde gemeenten deden mee");
        var ranked = document.Objectives
            .Select(o => (Objective: o, Mean: document.Round.Country.On(o.Id)?.Mean))
            .Where(o => o.Mean is not null).OrderByDescending(o => o.Mean!.Total).ToList();
        if (ranked.Count > 0)
        {
            yield return Key(
                $"{ranked[0].Mean!.Total}",
                $"punten van 100 voor de hoogste doelstelling: {Named(ranked[0].Objective)}");
            yield return Key(
                $"{ranked[^1].Mean!.Total}",
                $"punten van 100 voor de laagste doelstelling: {Named(ranked[^1].Objective)}");
        }

        if (document.Round.Country is { AverageBands: { } bands, N: { } n and > 0 })
        {
            var (red, green) = (CountOf(bands, Band.Red), CountOf(bands, Band.Green));
            yield return Key(
                $"{Rounding.Percentage(red, n)}%",
                $"van de gemeenten ({red}) scoort gemiddeld over alle doelstellingen minder dan "
                + $"{Dutch.Number(document.Norms.RedBelow)} punten");
            yield return Key(
                $"{Rounding.Percentage(green, n)}%",
                $"van de gemeenten ({green}) scoort gemiddeld meer dan "
                + $"{Dutch.Number(document.Norms.GreenAbove)} punten");
        }

        if (document.Before is { } before)
        {
            var compared = ranked.Select(o => (After: o.Mean!, Before: before.Country.On(o.Objective.Id)?.Mean))
                .Where(m => m.Before is not null).ToList();
            yield return Key(
                $"{compared.Count(m => m.After.Total > m.Before!.Total)} van {compared.Count}",
                $"doelstellingen scoren hoger dan in meting {before.Year}");
        }
    }

    private static string Named(ObjectiveFacts objective) => $"{objective.Number}. {objective.Title}";

    private static Markup Key(string number, string words) =>
        Html.Of($"""<li><b>{number}</b><span>{words}</span></li>{'\n'}""");

    private static Markup Glance(YearlyDocument document)
    {
        var rows = document.Objectives
            .Select(o => new ChangeRow(
                $"{o.Number}. {o.Title}",
                [.. document.ScoresOn(o.Id).Select(s => (s.Round, s.Total))]))
            .Where(r => r.Totals.Count > 0).ToList();
        return rows.Count == 0 ? Markup.Empty : Html.Of($"""
            <figure class="wide"><figcaption>Figuur 1.1 Gemiddelde totaalscore per doelstelling (0 tot 100 punten)
            <small>De getallen staan in tabel 5.2.</small></figcaption>
            {ChangeChart.Of("figure-1-1", "Gemiddelde totaalscore per doelstelling", rows, document.Colours)}</figure>
            """);
    }

    private static Markup Bands(YearlyDocument document) => document.Round.Country.AverageBands is { } bands
        && bands.Sum(b => b.Count) is var all and > 0
        ? Html.Of($"""
            <figure class="pair"><figcaption>Figuur 1.2 Gemeenten naar hun gemiddelde over alle doelstellingen,
            {document.Year}</figcaption>
            {BandBar.Of("figure-1-2", "Gemeenten naar kleur van hun gemiddelde", bands)}
            {Table.Of(
                Html.Of($"Bij figuur 1.2"),
                [new("Kleur"), Column.Number("Gemeenten"), Column.Number("%")],
                bands.Select(b => (IReadOnlyList<object?>)
                    [Dutch.Of(b.Band), b.Count, Rounding.Percentage(b.Count, all)]),
                "beside")}</figure>
            """)
        : Markup.Empty;

    private static int CountOf(IReadOnlyList<BandCount> bands, Band band) =>
        bands.Where(b => b.Band == band).Sum(b => b.Count);
}
