using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Report.Charts;

namespace Monitor.Benchmark.Report.Sections;

/// <summary>Chapter 4: each objective with its score figure and its frequency tables.</summary>
internal static class ResultsSection
{
    public static string AnchorOf(ObjectiveFacts objective) => $"doelstelling-{objective.Number}";

    public static Markup Of(YearlyDocument document) =>
        Chapter.Results.With(Html.Join(document.Objectives.Select(o => Objective(document, o))));

    private static Markup Objective(YearlyDocument document, ObjectiveFacts objective) => Html.Of($"""
        <section class="objective" aria-labelledby="{AnchorOf(objective)}"><div class="head"><h3
        id="{AnchorOf(objective)}">
        <span class="no">4.{objective.Number} Doelstelling {objective.Number}</span> {objective.Title}</h3>
        <p class="definition">{objective.Definition}</p>
        {(objective.Rationale is null ? Markup.Empty : Html.Of($"""
            <h4>Waarom is deze doelstelling belangrijk?</h4><p class="why">{objective.Rationale}</p>
            """))}
        {(objective.Source is null ? Markup.Empty : Html.Of($"""<p class="note">Bron: {objective.Source}</p>"""))}
        {Score(document, objective)}</div>{Frequencies(document, objective)}</section>

        """);

    private static Markup Score(YearlyDocument document, ObjectiveFacts objective)
    {
        var scores = document.ScoresOn(objective.Id);
        var number = $"Figuur 4.{objective.Number}";
        if (scores.Count == 0 || scores[^1].Round != document.Year)
        {
            var reason = document.Round.Country.On(objective.Id)?.Reason ?? document.Round.Country.Reason;
            return Html.Of($"""
                <p class="note">{number} {Table.None(Dutch.Of(reason ?? SuppressionReason.NotReleased))}</p>
                """);
        }

        var title = $"Score van doelstelling {objective.Number}, "
            + Dutch.List([.. scores.Select(s => $"{s.Round}")]);
        return Html.Of($"""
            <figure class="pair"><figcaption>{number} {title}</figcaption>
            {ScoreFigure.Of($"figure-4-{objective.Number}", title, scores, document.Norms, document.Colours)}
            {Table.Of(
                Html.Of($"Bij {number.ToLowerInvariant()}"),
                [new("Hele punten"), .. scores.Select(s => Column.Number($"{s.Round}"))],
                [
                    ["Borging (van 25)", .. scores.Select(s => (object?)s.Anchoring ?? "–")],
                    ["Inhoud (van 50)", .. scores.Select(s => (object?)s.Content ?? "–")],
                    ["Bereik (van 25)", .. scores.Select(s => (object?)s.Reach ?? "–")],
                    ["Totaal (van 100)", .. scores.Select(s => (object)s.Total)],
                    ["Kleur", .. scores.Select(s => Dutch.Of(s.Band))],
                    ["Aantal gemeenten", .. scores.Select(s => (object?)RespondentsOf(document, s.Round, objective))],
                ],
                "beside")}</figure>
            """);
    }

    private static int? RespondentsOf(YearlyDocument document, int round, ObjectiveFacts objective) =>
        document.Rounds.First(r => r.Year == round).Country.On(objective.Id)?.N;

    private static Markup Frequencies(YearlyDocument document, ObjectiveFacts objective)
    {
        var table = document.TableOf(objective.Id);
        if (table is not { Respondents: { } respondents, Questions: { } questions })
        {
            return Html.Of($"""
                <p class="note">Tabel 4.{objective.Number}
                {Table.None(Dutch.Of(table?.Reason ?? SuppressionReason.NotReleased))}</p>
                """);
        }

        var colour = document.Colours.Of(document.Year);
        return Html.Of($"""
            <h4>Tabel 4.{objective.Number} Welke beleidsmaatregelen zet u als gemeente hierop in?
            (n = {respondents}, meer antwoorden mogelijk)</h4>
            {questions.Select(q => FrequencyTable.Of(Html.Of($"{q.Label}"), q.Options, colour))}
            {OwnMeasure(table)}{Parts(objective, "borging", table.Anchoring, colour)}
            {Parts(objective, "bereik", table.Reach, colour)}
            """);
    }

    private static Markup OwnMeasure(TableFigures table) => table.OwnMeasure is { } own
        ? Html.Of($"""
            <p>{own.Count} gemeenten ({own.Percentage}%) noemen daarnaast een eigen maatregel die hierboven niet
            staat.</p>
            """)
        : Markup.Empty;

    // Questions on anchoring and reach are asked of fewer: of those to whom they apply.
    private static Markup Parts(
        ObjectiveFacts objective, string part, IReadOnlyList<QuestionFigures>? questions, string colour) =>
        questions is not { Count: > 0 } ? Markup.Empty : Html.Of($"""
            <h4>Tabel 4.{objective.Number} ({part}) <small>percentages van wie de doelstelling beantwoordde</small></h4>
            {questions.Select(q => FrequencyTable.Of(Html.Of($"{q.Label}"), q.Options, colour))}
            """);
}
