using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Report.Charts;

namespace Monitor.Benchmark.Report.Sections;

/// <summary>Chapter 3: who took part, how scores come about, how to read the figures.</summary>
internal static class ResearchSection
{
    public static Markup Of(YearlyDocument document) => Chapter.Research.With(Html.Of($"""
        <h3>3.1 Benadering en respons</h3>
        <p>De meting liep van {Cover.Period(document.Facts)}.
        {document.Facts.Participation.Responded} van de {document.Facts.Participation.Invited} uitgenodigde gemeenten
        zonden hun antwoorden in.</p>{Response(document.Facts.Participation)}
        <h3>3.2 Hoe een score tot stand komt</h3>
        <p>Per doelstelling zijn 100 punten te verdienen, in drie onderdelen:</p><ul>
        <li><strong>Borging</strong> (hoogstens 25): is de doelstelling opgenomen in het beleid, of is dat het
        voornemen, en is zij vastgelegd in een document?</li>
        <li><strong>Inhoud</strong> (hoogstens 50): welke maatregelen zet de gemeente in?</li>
        <li><strong>Bereik</strong> (hoogstens 25): heeft de gemeente zicht op het bereik, en welk deel van de doelgroep
        wordt bereikt?</li></ul>
        <p>Een score is een handvat voor het gesprek en voor de vergelijking tussen gemeenten en tussen
        doelstellingen. Zij is niet te lezen als voldoende of onvoldoende, en zegt niets over hoe vaak
        kindermishandeling of huiselijk geweld voorkomt.</p>
        <h3>3.3 Hoe de figuren te lezen</h3>{Guide(document)}
        """));

    private static Markup Response(ParticipationFacts taken)
    {
        var rows = taken.BySizeClass
            .Select(c => Cells(Dutch.SizeClass(c.SizeClass), c.Municipalities, c.Responded, taken)).ToList();
        if (taken.WithoutSizeClass.Municipalities > 0)
        {
            rows.Add(Cells(
                "Geen klasse (sindsdien opgeheven, of inwonertal onbekend)",
                taken.WithoutSizeClass.Municipalities, taken.WithoutSizeClass.Responded, taken));
        }

        rows.Add(Cells("Alle gemeenten", taken.Invited, taken.Responded, taken));
        return Table.Of(
            Html.Of($"Tabel 3.1 Deelnemende gemeenten naar inwonertal"),
            [
                new("Grootteklasse"), Column.Number("Uitgenodigd"), Column.Number("% van alle"),
                Column.Number("Deelgenomen"), Column.Number("% van de deelnemers"), Column.Number("Respons (%)"),
            ],
            rows, "plain response");
    }

    private static IReadOnlyList<object?> Cells(string label, int invited, int responded, ParticipationFacts taken) =>
    [
        label, invited, Share(invited, taken.Invited), responded, Share(responded, taken.Responded),
        Share(responded, invited),
    ];

    private static object Share(int count, int of) => of == 0 ? "–" : Rounding.Percentage(count, of);

    private static Markup Guide(YearlyDocument document)
    {
        var norms = document.Norms;
        var example = document.Objectives.Select(o => document.ScoresOn(o.Id)).FirstOrDefault(s => s.Count > 0);
        var colours = Dutch.List([.. document.Rounds.Select(r => $"{r.Year}")]);
        return Html.Of($"""
            <p>De bovenste balk is de totaalscore van meting {document.Year}. Haar kleur volgt de normen die ook in de
            Monitor gelden: rood onder {Dutch.Number(norms.RedBelow)} punten, groen boven
            {Dutch.Number(norms.GreenAbove)}, oranje daartussen; de streeplijnen geven die grenzen aan. Daaronder
            staan borging, inhoud en bereik, elk met het eigen maximum. Elke meting heeft een bolletje met haar jaar
            ({colours}). Alle getallen staan in de tabel ernaast. Bij de vragen over maatregelen kon een gemeente meer
            antwoorden geven; percentages tellen daar niet op tot 100.</p>
            {(example is null ? Markup.Empty : Html.Of($"""
                <figure class="wide"><figcaption>Voorbeeld van een scorefiguur</figcaption>
                {ScoreFigure.Of("figure-example", "Voorbeeld van een scorefiguur", example, norms, document.Colours)}
                </figure>
                """))}
            """);
    }
}
