namespace Monitor.Benchmark.Report.Sections;

/// <summary>Where the wording and the numbers come from, on what terms, and what this document is.</summary>
internal static class ColophonSection
{
    public static Markup Of(YearlyDocument document)
    {
        var questionnaire = document.Facts.Questionnaire;
        return Chapter.Colophon.With(Html.Of($"""
            <dl class="facts"><dt>Document</dt><dd>Jaarrapport {document.Year}</dd>
            <dt>Vrijgave</dt><dd>{document.Id}</dd><dt>Peildatum</dt><dd>{Dutch.Date(document.AsOf)}</dd>
            <dt>Gemaakt op</dt><dd>{Dutch.Date(ReportDay.Of(document.Round.MadeAt))} (de vrijgave)</dd>
            <dt>Rekenregels</dt><dd>{document.Round.RuleSet ?? "geen"}</dd>
            <dt>Vragenlijst</dt><dd>{questionnaire.Title}</dd>
            <dt>Bron van de vragen</dt><dd>{questionnaire.Source ?? "niet opgegeven"}</dd>
            <dt>Licentie van de vragen</dt><dd>{questionnaire.Licence ?? "niet opgegeven"}</dd>
            <dt>Voorbeelddata</dt><dd>{(document.IsGenerated ? "ja" : "nee")}</dd></dl>
            <p>Dit document is gemaakt uit de vrijgegeven cijfers van de Monitor, zonder handwerk: dezelfde vrijgave en
            peildatum geven hetzelfde document.</p>
            """));
    }
}
