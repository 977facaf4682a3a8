namespace Monitor.Community.Domain;

/// <summary>What exactly a municipality consents to, in Dutch: who reads what, and what withdrawing does.</summary>
public static class ConsentText
{
    private const string Withdrawing =
        " Intrekken kan altijd: de naam verdwijnt dan direct, ook bij eerdere metingen. Wat anderen al hebben gelezen"
        + " of opgeslagen, wordt niet teruggehaald.";

    public static string Of(ConsentKind kind) => kind switch
    {
        ConsentKind.Research =>
            "De antwoorden van onze gemeente op gesloten metingen mogen met de gemeentecode in het onderzoeksbestand"
            + " staan: aangevinkte opties, aantallen en cijfers, geen geschreven tekst. Intrekken kan altijd en geldt"
            + " vanaf dat moment; bestanden die al zijn opgehaald worden niet teruggehaald.",
        ConsentKind.Named =>
            "Alle deelnemende gemeenten en het instituut mogen onze vrijgegeven scores zien, met de naam van onze"
            + " gemeente erbij: per doelstelling en gemiddeld, en de onderdelen borging, inhoud en bereik."
            + " Antwoorden horen daar niet bij." + Withdrawing,
        ConsentKind.SharedInVeiligThuis => SharedIn("dezelfde Veilig Thuis-regio", centre: false),
        ConsentKind.SharedInSafetyRegion => SharedIn("dezelfde veiligheidsregio", centre: false),
        ConsentKind.SharedInCentreArea => SharedIn("hetzelfde centrumgebied", centre: true),
        ConsentKind.SharedInProvince => SharedIn("dezelfde provincie", centre: false),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a text."),
    };

    private static string SharedIn(string region, bool centre) =>
        $"Gemeenten in {region} die hier zelf ook mee instemmen"
        + (centre ? ", de regiocoördinator van de centrumgemeente" : "")
        + " en het instituut mogen onze vrijgegeven scores zien, met de naam van onze gemeente erbij: per doelstelling"
        + " en gemiddeld, en de onderdelen borging, inhoud en bereik. Antwoorden horen daar niet bij." + Withdrawing;
}
