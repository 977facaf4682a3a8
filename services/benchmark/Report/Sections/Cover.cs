namespace Monitor.Benchmark.Report.Sections;

/// <summary>The first page.</summary>
internal static class Cover
{
    public static Markup Of(YearlyDocument document)
    {
        var taken = document.Facts.Participation;
        return Html.Of($"""
            <header class="title"><p class="series">Monitor Aanpak Kindermishandeling en Huiselijk Geweld</p>
            <h1>Jaarrapport {document.Year}</h1>
            <p class="about">Wat gemeenten doen tegen kindermishandeling en huiselijk geweld: de uitkomsten van meting
            {document.Year} onder {Dutch.Number(taken.Invited)} gemeenten.</p>
            {(document.IsGenerated ? Html.Of($"""<p class="generated">{Page.GeneratedMark}</p>""") : Markup.Empty)}
            <dl><dt>Meting</dt><dd>{Period(document.Facts)}</dd>
            <dt>Vragenlijst</dt><dd>{document.Facts.Questionnaire.Title}</dd>
            <dt>Deelname</dt><dd>{taken.Responded} van {taken.Invited} gemeenten</dd>
            <dt>Vrijgave</dt><dd>{document.Id}</dd><dt>Peildatum</dt><dd>{Dutch.Date(document.AsOf)}</dd></dl></header>

            """);
    }

    internal static string Period(RoundFacts facts) => facts.ClosesOn is { } closed
        ? $"{Dutch.Date(facts.OpensOn)} tot en met {Dutch.Date(closed)}"
        : $"vanaf {Dutch.Date(facts.OpensOn)}";
}
