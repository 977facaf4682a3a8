namespace Monitor.Benchmark.Report.Sections;

/// <summary>Chapter 2: the objectives as they were put to the municipalities.</summary>
internal static class ObjectivesSection
{
    public static Markup Of(YearlyDocument document) => Chapter.Objectives.With(Html.Of($"""
        <p>Gemeenten beoordelen zelf hun aanpak op {document.Objectives.Count} doelstellingen. Bij elke doelstelling
        beantwoorden zij of die in het beleid is geborgd, welke maatregelen zij inzetten, en hoeveel van de doelgroep
        zij bereiken.</p>
        {Table.Of(
            Html.Of($"Tabel 2.1 De doelstellingen"),
            [new("Nr."), new("Doelstelling"), new("Zoals aan gemeenten voorgelegd")],
            document.Objectives.Select(o => (IReadOnlyList<object?>)
                [o.Number, Html.Of($"""<a href="#{ResultsSection.AnchorOf(o)}">{o.Title}</a>"""), o.Definition]))}
        """));
}
