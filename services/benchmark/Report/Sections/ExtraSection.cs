using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Report.Charts;

namespace Monitor.Benchmark.Report.Sections;

/// <summary>Chapter 6: the questions that were asked beside the objectives.</summary>
internal static class ExtraSection
{
    public static Markup Of(YearlyDocument document) => Chapter.Extra.With(
        document.Round.ExtraQuestions is { Respondents: { } respondents } extra
            ? Html.Of($"""
                <p>{respondents} gemeenten beantwoordden een of meer van de extra vragen. Ze tellen niet mee in een
                score.</p>
                {Marks(document, extra)}
                {(extra.Questions ?? []).Select((q, i) => Question(document, q, i + 2))}
                """)
            : Html.Of($"""<p class="note">{Table.None(Reason(document))}</p>"""));

    private static string Reason(YearlyDocument document) => document.Round.ExtraQuestions?.Reason is { } reason
        ? Dutch.Of(reason)
        : "in deze meting niet gesteld, of niet in deze vrijgave";

    private static Markup Marks(YearlyDocument document, ExtraFigures extra)
    {
        if (extra.Marks is not { Count: > 0 })
        {
            return Markup.Empty;
        }

        var rows = document.Rounds.SelectMany(r => (r.ExtraQuestions?.Marks ?? []).Select(m => (r.Year, Mark: m)));
        return Html.Of($"""
            <h3>6.1 Eigen beoordeling van het beleid</h3>
            {Table.Of(
                Html.Of($"Tabel 6.1 Hoe beoordeelt u uw beleid? <small>rapportcijfer, gemiddeld</small>"),
                [new("Meting"), new("Gevraagd"), Column.Number("Gemiddeld"), Column.Number("Gemeenten")],
                rows.Select(r => (IReadOnlyList<object?>)
                [
                    r.Year, r.Mark.Label,
                    r.Mark.Mean is { } mean
                        ? Dutch.Mark(mean)
                        : Table.None(Dutch.Of(r.Mark.Reason ?? SuppressionReason.TooFew)),
                    (object?)r.Mark.Respondents ?? "–",
                ]),
                "plain marks")}
            {Correlation(extra)}
            """);
    }

    private static Markup Correlation(ExtraFigures extra) => extra.Correlation is { } found
        ? Html.Of($"""
            <p class="correlation">Het cijfer voor het huidige beleid en de gemiddelde totaalscore hangen samen:
            r = {Dutch.Number(found.Coefficient)} over {found.Respondents} gemeenten (−1 tot 1; 0 is geen samenhang). De
            punten zelf worden niet getoond, omdat elk punt een gemeente is.</p>
            """)
        : Html.Of($"""
            <p class="note">Samenhang met de totaalscore: {Table.None(Dutch.Of(SuppressionReason.TooFew))}</p>
            """);

    private static Markup Question(YearlyDocument document, ExtraQuestion question, int number)
    {
        var rows = question.Options.Select(o => new ChartRow(
            o.Label,
            [
                .. document.Rounds.Select(r => Bar(document, r, question.Code, o.Id)).OfType<ChartBar>(),
            ])).ToList();
        return Html.Of($"""
            <h3>6.{number} {question.Label}</h3>
            <figure class="wide"><figcaption>Figuur 6.{number} Aandeel van de gemeenten die de vraag
            beantwoordden</figcaption>
            {BarChart.Of($"figure-6-{number}", question.Label,
                $"Een balk per antwoord en meting, van 0 tot 100 procent; de getallen staan in tabel 6.{number}.",
                rows, 100)}
            </figure>
            {Table.Of(
                Html.Of($"Tabel 6.{number} {question.Label}"),
                [
                    new("Antwoord"),
                    .. document.Rounds.SelectMany(r => new[]
                        { Column.Number($"N {r.Year}"), Column.Number($"% {r.Year}") }),
                ],
                [
                    .. question.Options.Select(o => (IReadOnlyList<object?>)
                        [o.Label, .. document.Rounds.SelectMany(r => Cells(r, question.Code, o.Id))]),
                    [
                        "Beantwoord door",
                        .. document.Rounds.SelectMany(r => new object?[]
                            { (object?)Of(r, question.Code)?.Respondents ?? "–", "" }),
                    ],
                ],
                $"plain extra-{question.Code}")}
            """);
    }

    private static ExtraQuestion? Of(RoundFigures round, string code) =>
        round.ExtraQuestions?.Questions?.FirstOrDefault(q => q.Code == code);

    private static OptionFigures? Of(RoundFigures round, string code, string option) =>
        Of(round, code)?.Options.FirstOrDefault(o => o.Id == option);

    private static ChartBar? Bar(YearlyDocument document, RoundFigures round, string code, string option) =>
        Of(round, code, option) is { Percentage: { } percentage }
            ? new ChartBar($"{round.Year}", percentage, $"{percentage}%", document.Colours.Of(round.Year))
            : null;

    private static object?[] Cells(RoundFigures round, string code, string option) =>
        Of(round, code, option) is { Count: { } count, Percentage: { } percentage }
            ? [count, percentage]
            : ["–", "–"];
}
