namespace Monitor.Benchmark.Report.Sections;

/// <summary>The table of contents, with a link to each chapter and each objective.</summary>
internal static class ContentsSection
{
    public static Markup Of(YearlyDocument document) => Html.Of($"""
        <nav aria-labelledby="inhoud"><h2 id="inhoud">Inhoud</h2><ol>{Chapter.All.Select(c => Html.Of($"""
        <li><a href="#{c.Anchor}">{c.Number} {c.Title}</a>
        {(c == Chapter.Results ? Objectives(document) : Markup.Empty)}</li>
        """))}</ol></nav>

        """);

    private static Markup Objectives(YearlyDocument document) => Html.Of($"""
        <ol>{document.Objectives.Select(o => Html.Of($"""
        <li><a href="#{ResultsSection.AnchorOf(o)}">4.{o.Number} {o.Title}</a></li>
        """))}</ol>
        """);
}
