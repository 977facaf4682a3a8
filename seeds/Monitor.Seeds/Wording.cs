namespace Monitor.Seeds;

/// <summary>
/// Short Dutch texts for the open answers: general on purpose, so that none describes a real municipality.
/// </summary>
public static class Wording
{
    /// <summary>Measures of one's own, per number of the objective.</summary>
    public static IReadOnlyDictionary<int, IReadOnlyList<string>> OwnMeasures { get; } =
        new Dictionary<int, IReadOnlyList<string>>
        {
            [1] =
            [
                "Huisbezoek door de jeugdgezondheidszorg vóór de geboorte",
                "Vaste contactpersoon in het wijkteam voor verloskundigen",
                "Scholing over risicotaxatie samen met de kraamzorg",
            ],
            [2] =
            [
                "Themagesprekken op het consultatiebureau",
                "Oudercafé in het wijkcentrum",
                "Opvoedinformatie bij de geboorteaangifte",
            ],
            [3] =
            [
                "Gesprek over huilen in de kraamtijd",
                "Inloopspreekuur voor ouders van huilbaby's",
                "Filmpje over huilen op de website van de jeugdgezondheidszorg",
            ],
            [4] =
            [
                "Intervisie over lastige gesprekken met ouders",
                "Vaste vragen bij het huisbezoek van vier maanden",
                "Gezamenlijke casusbespreking met het wijkteam",
            ],
            [5] =
            [
                "Gezinscoach in het wijkteam",
                "Vrijwilligers die gezinnen tijdelijk ondersteunen",
                "Snelle start van hulp zonder verwijzing",
            ],
            [6] =
            [
                "Gastlessen in groep 7 en 8",
                "Theatervoorstelling voor brugklassen",
                "Schoolmaatschappelijk werk op elke school",
            ],
            [7] =
            [
                "Jaarlijkse bijeenkomst van aandachtsfunctionarissen",
                "Training over de meldcode voor vrijwilligers",
                "Meldcode als vast punt in het jaargesprek",
            ],
            [8] =
            [
                "Gesprek met het kind binnen twee weken na een melding",
                "Groepsaanbod voor kinderen en ouders in de regio",
                "Steunfiguur voor het kind op school",
            ],
            [9] =
            [
                "Spelbegeleiding voor jonge kinderen in de opvang",
                "Overdracht naar de nieuwe school van het kind",
                "Kindercoach in de vrouwenopvang",
            ],
            [10] =
            [
                "Berichten op sociale media in de week tegen kindermishandeling",
                "Artikel in de huis-aan-huiskrant",
                "Informatiestand op de jaarmarkt",
            ],
        };

    /// <summary>What stands behind "Anders" at a content question.</summary>
    public static IReadOnlyList<string> OtherMeasures { get; } =
    [
        "In overleg met de instellingen",
        "Via het wijkteam",
        "Via afspraken met andere gemeenten in de regio",
        "Als onderdeel van het jeugdbeleid",
        "Via de jeugdgezondheidszorg",
        "Op verzoek van scholen en instellingen",
        "Samen met de centrumgemeente",
        "Met een lokale proef",
    ];

    /// <summary>What stands behind "Anders" at the documents.</summary>
    public static IReadOnlyList<string> OtherDocuments { get; } =
    [
        "Beleidsplan sociaal domein",
        "Beleidsplan jeugdhulp",
        "Integraal veiligheidsplan",
        "Convenant met instellingen in de regio",
    ];

    /// <summary>How cooperation improved.</summary>
    public static IReadOnlyList<string> CooperationNotes { get; } =
    [
        "Er zijn kortere lijnen tussen de gemeente en de instellingen.",
        "Instellingen zitten vaker samen aan tafel.",
        "Er zijn nieuwe werkafspraken gemaakt.",
        "Het wijkteam is een vast aanspreekpunt geworden.",
        "Scholen en zorg weten elkaar beter te vinden.",
        "Er is een jaarlijkse bijeenkomst voor alle partijen.",
        "De taken zijn duidelijker verdeeld.",
        "Er is meer bekend over elkaars werk.",
    ];

    /// <summary>How children and youths are involved.</summary>
    public static IReadOnlyList<string> YouthInvolvement { get; } =
    [
        "Via de jongerenraad",
        "Met een vragenlijst op scholen",
        "In gesprekken met de kinderraad",
        "Via jongerenwerkers",
        "Met een themamiddag voor leerlingen",
        "Jongeren lezen mee met nieuwe plannen",
    ];
}
