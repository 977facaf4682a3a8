namespace Monitor.Benchmark.Report.Sections;

/// <summary>How the numbers were made, and what they do not say.</summary>
internal static class MethodSection
{
    public static Markup Of(YearlyDocument document) => Chapter.Method.With(Html.Of($"""
        {Generated(document)}
        <h3>Wat de cijfers wel en niet zeggen</h3><ul>
        <li>Gemeenten beoordelen hun aanpak zelf. De antwoorden zijn niet bij anderen nagegaan.</li>
        <li>Niet alle gemeenten deden mee (tabel 3.1). Het aantal verschilt per doelstelling, omdat een vragenlijst ook
        gedeeltelijk kan zijn ingevuld.</li>
        <li>De normen voor rood, oranje en groen zijn gekozen, niet uit onderzoek afgeleid.</li>
        <li>Scores gaan over beleid en maatregelen, niet over hoe vaak geweld of mishandeling voorkomt.</li></ul>
        <h3>Afronding</h3>
        <p>Gemiddelden zijn in hele punten en percentages in hele procenten, halven naar boven. Elk onderdeel en het
        totaal zijn afzonderlijk afgerond, zodat onderdelen niet altijd optellen tot het totaal.</p>
        <h3>Wat niet wordt getoond</h3>
        <p>Geen cijfer in dit rapport zegt iets over een enkele gemeente. Cijfers worden eenmaal vrijgegeven als een
        meting sluit, en alleen van vaste groepen: het land, grootteklassen en Veilig Thuis-regio's. Een cijfer gaat
        over ten minste 6 gemeenten, en ook wat overblijft na aftrekken van andere vrijgegeven cijfers. Onder het
        landelijke niveau zijn aantallen afgerond op 5. Waar dat niet kan, staat er “niet beschikbaar”; dat zegt niet
        of er niemand, een of vijf gemeenten achter zitten.</p>
        """));

    private static Markup Generated(YearlyDocument document) => document.IsGenerated
        ? Html.Of($"""
            <div class="note warning"><p><strong>Voorbeelddata.</strong> De antwoorden van
            meting {Dutch.List([.. document.GeneratedRounds.Select(y => $"{y}")])} zijn gemaakt voor demonstratie.
            Landelijke aantallen komen overeen met wat over die metingen is gepubliceerd; welke gemeente wat
            antwoordde is verzonnen. Gebruik dit rapport niet als uitkomst van de Monitor.</p></div>
            """)
        : Markup.Empty;
}
